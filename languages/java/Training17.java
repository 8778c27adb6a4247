import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Scanner;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What learners' programs are made of, in the Java of 2021; for the same purpose as Training. */
public class Training17 {
    sealed interface Shape permits Circle, Square {}

    record Circle(double radius) implements Shape {}

    record Square(double side) implements Shape {}

    enum Colour {
        RED,
        BLUE
    }

    static double area(Shape shape) {
        if (shape instanceof Circle circle) {
            if (circle.radius() < 0) {
                throw new IllegalArgumentException("negative");
            }
            return Math.PI * circle.radius() * circle.radius();
        }
        return shape instanceof Square square ? square.side() * square.side() : 0;
    }

    static <T extends Comparable<T>> Optional<T> largest(List<T> values) {
        return values.stream().max(Comparator.naturalOrder());
    }

    public static void main(String[] args) throws IOException {
        Map<String, List<Integer>> lengths = new TreeMap<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                for (String word : line.split("\\s+")) {
                    lengths.computeIfAbsent(word, key -> new ArrayList<>()).add(word.length());
                }
            }
        }
        String text = """
                %s on %s
                """.formatted(Colour.RED, LocalDate.of(2021, 9, 14));
        int[] numbers = {3, 1, 2};
        Arrays.sort(numbers);
        String size = switch (numbers.length) {
            case 0 -> "none";
            case 1, 2 -> "few";
            default -> "many";
        };
        System.out.print(text + size + largest(List.of(1, 2, 3)).orElseThrow());
        System.out.printf("%.2f %d%n", area(new Circle(1)), new Scanner("7").nextInt() + numbers[0]);
        System.out.println(lengths.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().size())));
        Runnable task = () -> System.out.println(args.length);
        new Thread(task).start();
    }
}
