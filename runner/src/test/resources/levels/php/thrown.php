<?php
function inner() { throw new RangeException("too far"); }
inner();
