<?php
// PHP's own readline wants a terminal; here a question is printed and a line of the input is the answer.
function readline(?string $prompt = null): string|false
{
    echo $prompt;
    $line = fgets(STDIN);
    return $line === false ? false : rtrim($line, "\r\n");
}

function readline_add_history(string $prompt): true
{
    return true;
}
