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

/** What learners' programs are made of; compiled once so that the compiler's cache knows its way through it. */
public class Training {
    sealed interface Shape permits Circle, Square {}

    record Circle(double radius) implements Shape {}

    record Square(double side) implements Shape {}

    enum Colour {
        RED,
        BLUE
    }

    static double area(Shape shape) {
        return switch (shape) {
            case Circle(double radius) when radius < 0 -> throw new IllegalArgumentException("negative");
            case Circle(double radius) -> Math.PI * radius * radius;
            case Square square -> square.side() * square.side();
        };
    }

    static <T extends Comparable<T>> Optional<T> largest(List<T> values) {
        return values.stream().max(Comparator.naturalOrder());
    }

    public static void main(String[] args) throws IOException {
        Map<String, List<Integer>> lengths = new TreeMap<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                for (String word : line.split("\\s+")) {
                    lengths.computeIfAbsent(word, _ -> new ArrayList<>()).add(word.length());
                }
            }
        }
        String text = """
                %s on %s
                """.formatted(Colour.RED, LocalDate.of(2025, 1, 1));
        int[] numbers = {3, 1, 2};
        Arrays.sort(numbers);
        System.out.print(text + largest(List.of(1, 2, 3)).orElseThrow());
        System.out.printf("%.2f %d%n", area(new Circle(1)), new Scanner("7").nextInt() + numbers[0]);
        System.out.println(lengths.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().size())));
        Runnable task = () -> System.out.println(args.length);
        Thread.ofVirtual().start(task);
    }
}
