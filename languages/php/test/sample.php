<?php
declare(strict_types=1);

// PHP resolves /dev/stdin to a name that no pipe has; php://stdin and php://stderr are its own words.
$raw = fopen('php://stdin', 'rb');
stream_set_read_buffer($raw, 0);
for ($first = ''; ($octet = fread($raw, 1)) !== "\n"; $first .= $octet);
$numbers = array_map(intval(...), preg_split('/\s+/', trim(stream_get_contents(STDIN))));
fwrite(fopen('php://stderr', 'wb'), "étape: done\n");
printf("Grüße, %s %d\n", $first, mb_strlen($first));
echo '语言 🐘 ', array_sum($numbers), ' ', json_encode(['ö' => bcadd('0.1', '0.2', 1)], JSON_UNESCAPED_UNICODE), ' ', $argc, "\n";
