<?php
$dir = opendir(".");
while (($name = readdir($dir)) !== false) echo $name, "\n";
$s = stat("main.php");
printf("%d %o %d %d\n", $s["size"], $s["mode"], $s["uid"], $s["nlink"]);
var_dump(abs(time() - $s["mtime"]) < 5, abs(time() - $s["ctime"]) < 5);
file_put_contents("made.txt", "made");
echo file_get_contents("data/words.txt"), include "other.php", "\n";
print_r(array_map("basename", get_included_files()));
