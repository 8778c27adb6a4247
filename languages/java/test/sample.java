import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Scanner;

public class Main {
    record Greeting(String name) {}

    public static void main(String[] args) throws Exception {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (InputStream raw = Files.newInputStream(Path.of("/dev/stdin"))) {
            for (int b = raw.read(); b != '\n'; b = raw.read()) {
                line.write(b);
            }
        }
        Greeting greeting = new Greeting(line.toString(StandardCharsets.UTF_8));
        int sum = new Scanner(System.in).tokens().mapToInt(Integer::parseInt).sum();
        Files.writeString(Path.of("/dev/stderr"), "étape: done\n");
        System.out.println("Grüße, " + greeting.name());
        System.out.printf("语言 ☕ %d %d%n", sum, args.length);
    }
}
