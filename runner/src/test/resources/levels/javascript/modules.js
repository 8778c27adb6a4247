for (const name of require("module").builtinModules) if (!name.includes("/")) require(name);
console.log(Object.keys(require.cache).length, module.paths, require.resolve("./main.js"));
