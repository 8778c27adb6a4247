(loop [blocks []]
  (recur (conj blocks (byte-array 4194304))))
