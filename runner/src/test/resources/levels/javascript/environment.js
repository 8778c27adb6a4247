console.log(process.env, process.cwd(), process.umask(), process.getuid(), process.getgroups(), process.pid, process.ppid);
console.log(new Date(0).toString(), Intl.DateTimeFormat().resolvedOptions(), process.report?.directory);
