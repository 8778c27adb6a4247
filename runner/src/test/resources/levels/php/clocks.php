<?php
var_dump(abs(microtime(true) - $_SERVER["REQUEST_TIME_FLOAT"]) < 5, abs(time() - $_SERVER["REQUEST_TIME"]) < 5);
$from = hrtime(true);
usleep(20000);
var_dump(hrtime(true) - $from >= 20e6);
