(loop (sb-ext:run-program "/usr/bin/sleep" '("60") :wait nil :input nil))
