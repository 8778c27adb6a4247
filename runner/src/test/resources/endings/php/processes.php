<?php
do {
    $child = pcntl_fork();
    if ($child === 0) {
        sleep(60);
        exit;
    }
} while ($child > 0);
exit(1);
