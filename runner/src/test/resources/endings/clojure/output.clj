(loop []
  (println (apply str (repeat 100 "0123456789")))
  (recur))
