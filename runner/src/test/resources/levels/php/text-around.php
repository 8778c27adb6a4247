#!/usr/bin/env php
before <?= 1 + 1 ?> after
