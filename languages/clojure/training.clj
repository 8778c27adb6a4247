;; What learners' programs are made of; run once so that the runtime's cache knows its way through it.
(ns training
  (:require [clojure.set :as set]
            [clojure.string :as str]))

(defrecord Person [name age])

(defmulti area :kind)
(defmethod area :circle [{:keys [radius]}] (* Math/PI radius radius))
(defmethod area :square [{:keys [side]}] (* side side))

(defn words [text] (remove str/blank? (str/split text #"\s+")))

(let [found (words (slurp *in*))]
  (doseq [[length group] (sort (group-by count found))]
    (println length (count group) (str/join ", " group)))
  (println (reduce + (map area [{:kind :circle :radius 1} {:kind :square :side 2}])))
  (println (:name (->Person "Ada" 36)) (set/union #{1} #{2}) (frequencies found))
  (println (for [x (range 3) y (range 2) :when (not= x y)] [x y]))
  (println (format "%.2f" 1.5) (atom {:a 1}) (parse-long "7"))
  (try
    (throw (ex-info "no" {:why 1}))
    (catch Exception e (println (ex-message e)))))
