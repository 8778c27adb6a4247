(format t "What is your name? ")
(finish-output)
(let ((name (read-line)))
  (format t "Hello, ~a!~%" name))
