// What learners' programs are made of; run once so that the runtime's cache knows its way through it.
import groovy.transform.ToString

@ToString
class Person {
    String name
    int age
}

interface Shape {
    double area()
}

class Circle implements Shape {
    double radius

    double area() { Math.PI * radius * radius }
}

def words = System.in.newReader("UTF-8").readLines()*.split()*.toList().flatten()
words.groupBy { it.size() }.sort().each { length, group -> println "$length: ${group.join(', ')}" }
def people = [new Person(name: "Ada", age: 36), new Person(name: "Alan", age: 41)]
println people.max { it.age }
println([1, 2, 3].collect { it ** 2 }.findAll { it > 1 }.sum())
println String.format("%.2f", new Circle(radius: 1).area())
def counts = [:].withDefault { 0 }
"hello".each { counts[it]++ }
println counts
for (i in 0..<3) print i
try {
    Integer.parseInt("x")
} catch (NumberFormatException e) {
    System.err.println(e.message)
}
