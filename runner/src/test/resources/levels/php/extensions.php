<?php
print_r(get_loaded_extensions());
print_r(get_defined_constants(true)["user"] ?? []);
print_r(get_defined_functions()["user"]);
print_r(ini_get_all(null, false));
