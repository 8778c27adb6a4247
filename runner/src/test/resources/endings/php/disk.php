<?php
$big = fopen('big', 'wb');
while (fwrite($big, str_repeat("\0", 1 << 16)));
exit(1);
