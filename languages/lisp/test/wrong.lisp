(let ((total 1))
  (print (+ totl total)))
