import java.nio.file.*;
public class Main {
    public static void main(String[] args) throws Exception {
        for (String line : Files.readAllLines(Path.of("/proc/self/status")))
            if (line.matches("(Sig(Pnd|Blk|Ign)|ShdPnd|NoNewPrivs|Seccomp|Cap\\w+|State):.*"))
                // the first thread waits for this one, or is about to
                System.out.println(line.replaceAll("R .running.|S .sleeping.", "not stopped"));
        new ProcessBuilder("sh", "-c", "pwd; umask; ulimit -a").inheritIO().start().waitFor();
    }
}
