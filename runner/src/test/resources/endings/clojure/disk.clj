(with-open [big (java.io.FileOutputStream. "big")]
  (loop []
    (.write big (byte-array 65536))
    (recur)))
