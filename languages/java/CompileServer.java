import com.sun.tools.javac.Main;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * javac that stays: CompileServer SAMPLE TIMES compiles the sample so often, to be quick from then on, says so, and
 * compiles what it is sent until its input ends, each in the working folder that a javac of its own would have.
 *
 * <p>A question is the words of a javac command and its files; an answer the exit code, the processor time, the memory
 * that is held, what was said, and the files that were made. Both are written as java.io.DataOutput writes: counts and
 * lengths as int, the length of the whole first. Of neither anything is kept here: nothing static, no stream with a
 * memory of its own, an empty folder.
 */
final class CompileServer {
    private static final int MARK = 0x6a61762e;
    private static final Path WORK = Path.of("").toAbsolutePath();

    private CompileServer() {}

    public static void main(String[] args) throws IOException {
        String[] words = {"-proc:none", "-encoding", "UTF-8", "-Xlint:-options", "-d", ".", args[0]};
        for (int times = Integer.parseInt(args[1]); times > 0; times--) {
            Main.compile(words, new PrintWriter(new StringWriter()));
            clean();
        }
        InputStream in = new FileInputStream(FileDescriptor.in);
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        out.write(number(MARK));
        for (int first = in.read(); first >= 0; first = in.read()) {
            answer(first, in, out);
        }
    }

    private static byte[] number(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }

    /** What one compilation has touched is garbage when this returns. */
    private static void answer(int first, InputStream in, OutputStream out) throws IOException {
        int size = ByteBuffer.allocate(Integer.BYTES).put((byte) first).put(whole(in, 3)).getInt(0);
        byte[] said = compiled(new DataInputStream(new ByteArrayInputStream(whole(in, size))));
        clean();
        out.write(said);
    }

    private static byte[] whole(InputStream in, int size) throws IOException {
        byte[] octets = in.readNBytes(size);
        if (octets.length < size) {
            throw new EOFException("half a question");
        }
        return octets;
    }

    private static byte[] compiled(DataInputStream in) throws IOException {
        List<String> words = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            words.add(text(in));
        }
        Set<Path> given = new HashSet<>();
        for (int i = in.readInt(); i > 0; i--) {
            Path path = WORK.resolve(text(in));
            Files.createDirectories(path.getParent());
            Files.write(path, in.readNBytes(in.readInt()));
            given.add(path);
        }
        long before = cpu();
        StringWriter said = new StringWriter();
        int code = Main.compile(
                words.stream()
                        .skip(1)
                        .filter(word -> !word.startsWith("-J"))
                        .toArray(String[]::new),
                new PrintWriter(said));
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(body);
        out.writeInt(code);
        out.writeLong(cpu() - before);
        out.writeLong(resident());
        write(out, said.toString().getBytes(StandardCharsets.UTF_8));
        List<Path> made = files(given);
        out.writeInt(made.size());
        for (Path file : made) {
            write(out, WORK.relativize(file).toString().getBytes(StandardCharsets.UTF_8));
            write(out, Files.readAllBytes(file));
        }
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.writeBytes(number(MARK));
        answer.writeBytes(number(body.size()));
        answer.writeBytes(body.toByteArray());
        return answer.toByteArray();
    }

    /** In the folders' own order, as whoever collects a javac's files finds them. */
    private static List<Path> files(Set<Path> given) throws IOException {
        try (Stream<Path> all = Files.walk(WORK)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> !given.contains(file))
                    .toList();
        }
    }

    private static void clean() throws IOException {
        try (Stream<Path> all = Files.walk(WORK)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(WORK)) {
                    Files.delete(path);
                }
            }
        }
        Files.exists(WORK); // the library remembers the last path that it looked at
    }

    /** Of the thread that compiles; what makes it quicker for the next ones is nobody's cost in particular. */
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long resident() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
                    .sum();
        }
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }

    private static void write(DataOutputStream out, byte[] octets) throws IOException {
        out.writeInt(octets.length);
        out.write(octets);
    }
}
