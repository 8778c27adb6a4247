(require '[clojure.string :as str])
(import '[java.io ByteArrayOutputStream FileInputStream])

(defn first-line []
  (let [line (ByteArrayOutputStream.)]
    (with-open [raw (FileInputStream. "/dev/stdin")]
      (loop [b (.read raw)]
        (when-not (#{10 -1} b)
          (.write line b)
          (recur (.read raw)))))
    (.toString line "UTF-8")))

(let [name (first-line)
      sum (->> (str/split (slurp *in*) #"\s+") (map parse-long) (reduce +))]
  (spit "/dev/stderr" "étape: done\n")
  (println (str "Grüße, " name))
  (println "语言 🌀" sum (count *command-line-args*)))
