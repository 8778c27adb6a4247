const v8 = require("v8");
console.log(v8.getHeapStatistics().heap_size_limit, process.constrainedMemory() > 0, process.resourceUsage().userCPUTime > 0);
