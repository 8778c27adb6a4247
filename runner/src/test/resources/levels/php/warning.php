<?php
echo $undefined;
echo 1 / 0;
