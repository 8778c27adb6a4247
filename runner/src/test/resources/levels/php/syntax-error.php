<?php
$a = 1 +;
