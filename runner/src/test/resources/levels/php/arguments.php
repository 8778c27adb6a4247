<?php
var_dump($argc, $argv, PHP_SAPI, __FILE__, __DIR__, getcwd(), $_SERVER["SCRIPT_NAME"], $_SERVER["PATH_TRANSLATED"], get_included_files());
