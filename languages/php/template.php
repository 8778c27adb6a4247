<?php
$name = readline("What is your name? ");
echo "Hello, $name!\n";
