<?php
$total = 1;
prnt($total);
