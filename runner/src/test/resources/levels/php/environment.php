<?php
$env = getenv();
ksort($env);
print_r($env);
printf("%o %d %d %s\n", umask(), posix_getuid(), posix_getpid(), date_default_timezone_get());
print_r(posix_getrlimit());
