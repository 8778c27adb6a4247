(let ((blocks nil))
  (loop (push (make-array 500000 :initial-element 1) blocks)))
