(with-open-file (big "big" :direction :output :element-type '(unsigned-byte 8))
  (let ((block (make-array 65536 :element-type '(unsigned-byte 8) :initial-element 0)))
    (loop (write-sequence block big))))
