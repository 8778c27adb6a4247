String firstLine() {
    def line = new ByteArrayOutputStream()
    new FileInputStream("/dev/stdin").withCloseable { raw ->
        int b
        while ((b = raw.read()) != 10) line.write(b)
    }
    line.toString("UTF-8")
}

def name = firstLine()
int sum = System.in.newReader("UTF-8").readLines()*.split()*.toList().flatten()*.toInteger().sum()
new File("/dev/stderr").append("étape: done\n", "UTF-8")
println "Grüße, $name"
println "语言 ⭐ $sum ${args.length}"
