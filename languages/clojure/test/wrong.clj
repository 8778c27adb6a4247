(def total 1)
(println totl)
