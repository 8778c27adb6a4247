while (true) println "0123456789" * 100
