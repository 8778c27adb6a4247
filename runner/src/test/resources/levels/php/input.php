<?php
var_dump(fgets(STDIN), fgets(STDIN), feof(STDIN), stream_isatty(STDOUT));
echo readline("and? ") === false ? "none\n" : "some\n";
