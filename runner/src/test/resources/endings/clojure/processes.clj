(loop []
  (doto (Thread. #(Thread/sleep 60000))
    (.setDaemon true)
    (.start))
  (recur))
