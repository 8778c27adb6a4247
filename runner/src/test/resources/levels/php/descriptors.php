<?php
foreach (scandir("/proc/self/fd") as $fd) {
    if (is_numeric($fd)) {
        echo $fd, " ", preg_replace('/\[\d+\]/', "[n]", @readlink("/proc/self/fd/$fd") ?: "gone"), "\n";
    }
}
