import java.util.*;
import java.util.stream.*;

public class Main {
    sealed interface Shape permits Circle, Square {}
    record Circle(double radius) implements Shape {}
    record Square(double side) implements Shape {}
    enum Colour { RED, BLUE }
    @interface Mark {}

    static String name(Shape shape) {
        return switch (shape) {
            case Circle(var radius) when radius > 1 -> "large";
            case Circle _ -> "small";
            case Square _ -> new Object() { public String toString() { return getClass().getName(); } }.toString();
        };
    }

    public static void main(String[] args) {
        System.out.println(Stream.of(new Circle(2), new Circle(1), new Square(3)).map(Main::name).toList());
        System.out.println(Arrays.asList(Colour.values()) + " é 语");
        throw new IllegalStateException("stop", new RuntimeException("cause"));
    }
}
