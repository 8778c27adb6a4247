console.log(process.argv, process.argv0, process.execArgv, process.title, __filename, __dirname, require.main === module);
