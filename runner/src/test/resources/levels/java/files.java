import java.nio.file.*;
import java.nio.file.attribute.*;
import java.util.*;
public class Main {
    public static void main(String[] args) throws Exception {
        System.out.println(Arrays.toString(new java.io.File(".").list()));
        for (String name : List.of("Main.java", "Main.class")) {
            Path path = Path.of(name);
            System.out.println(Files.getPosixFilePermissions(path) + " " + Files.getOwner(path) + " " + (Files.size(path) > 0));
            var times = Files.readAttributes(path, BasicFileAttributes.class);
            long now = System.currentTimeMillis();
            for (FileTime time : List.of(times.lastModifiedTime(), times.creationTime()))
                System.out.println(Math.abs(now - time.toMillis()) < 20_000);
        }
        Files.writeString(Path.of("made.txt"), "made");
        System.out.println(Files.readString(Path.of("data/words.txt")) + Inner.word());
    }
    static class Inner {
        static String word() { return "inner"; }
    }
}
