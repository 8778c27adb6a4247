<?php
// carrel-expect: ok
// carrel-stdout: held
// carrel-why: a program that waited stood at a file that was nobody's; nothing of it may be left, and nobody else's may be there.

function breach(string $words): never
{
    echo "breach: $words\n";
    exit(1);
}
$mine = basename(__FILE__);
foreach (scandir(".") as $name) {
    if (!in_array($name, [".", "..", $mine])) {
        breach("there is $name");
    }
}
foreach (["/tmp", "/dev/shm"] as $folder) {
    if (count(scandir($folder)) > 2) {
        breach("something is in $folder");
    }
}
$file = stat($mine);
if ($file["uid"] !== posix_getuid() || $file["nlink"] !== 1 || $file["size"] < 100) {
    breach("the program's file is not its own");
}
if (!chmod($mine, 0600) || !rename($mine, "other") || !rename("other", $mine)) {
    breach("the program's file is held");
}
foreach (glob("/proc/self/fd/*") as $fd) {
    if (str_contains((string) @readlink($fd), "(deleted)")) {
        breach("a descriptor of a file that is gone");
    }
}
echo "held\n";
