console.log(proc\u0065ss.argv.length, "\u00e9");
