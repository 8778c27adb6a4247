<?php
register_shutdown_function(fn() => print("leaving\n"));
class Held { function __destruct() { echo "destroyed\n"; } }
$held = new Held();
exit(7);
