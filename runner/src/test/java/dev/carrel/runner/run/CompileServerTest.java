package dev.carrel.runner.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a javac that stays still holds of a program when it has answered: all that can be reached in its memory. */
@Timeout(300)
class CompileServerTest {
    private static final String CONTROL = "ControlMark";
    private static final String MARK = "SecretMark";

    @TempDir
    private Path folder;

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    private static void call(String... words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertEquals(0, process.waitFor(), List.of(words).toString());
    }

    private static void part(DataOutputStream out, String text) throws IOException {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(octets.length);
        out.write(octets);
    }

    private static String ask(Process server, String name, String code) throws IOException {
        List<String> words =
                List.of("javac", "-J-Xmx1g", "-proc:none", "-encoding", "UTF-8", "-Xlint:-options", "-d", ".", name);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream question = new DataOutputStream(body);
        question.writeInt(words.size());
        for (String word : words) {
            part(question, word);
        }
        question.writeInt(1);
        part(question, name);
        part(question, code);
        DataOutputStream out = new DataOutputStream(server.getOutputStream());
        out.writeInt(body.size());
        out.write(body.toByteArray());
        out.flush();
        DataInputStream in = new DataInputStream(server.getInputStream());
        in.readInt();
        return Bytes.of(in.readNBytes(in.readInt())).text();
    }

    private static int count(byte[] memory, String text, Charset charset) {
        byte[] sought = text.getBytes(charset);
        int found = 0;
        for (int at = 0; at + sought.length <= memory.length; at++) {
            int same = 0;
            while (same < sought.length && memory[at + same] == sought[same]) {
                same++;
            }
            found += same == sought.length ? 1 : 0;
        }
        return found;
    }

    private static int count(byte[] memory, String text) {
        return Stream.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)
                .mapToInt(charset -> count(memory, text, charset))
                .sum();
    }

    @Test
    void nothing_of_a_program_is_kept_when_it_is_compiled() throws Exception {
        Path languages = Path.of(System.getProperty("carrel.home"), "languages", "java");
        Path classes = folder.resolve("classes");
        Path work = Files.createDirectories(folder.resolve("work"));
        call(
                tool("javac"),
                "-proc:none",
                "-d",
                classes.toString(),
                languages.resolve("CompileServer.java").toString());
        Process server = new ProcessBuilder(
                        tool("java"),
                        "-Dcontrol=" + CONTROL,
                        "-Dapplication.home=/usr/lib/jvm",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classes.toString(),
                        "CompileServer",
                        languages.resolve("Training.java").toString(),
                        "1")
                .directory(work.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            assertEquals(0x6a61762e, new DataInputStream(server.getInputStream()).readInt());
            List<String> told = new ArrayList<>();
            told.add(ask(server, MARK + "/Main.java", """
                    package SecretMark;
                    /** SecretMark */
                    public class Main {
                        static final String SecretMark = "SecretMark é";
                        int SecretMark() { return SecretMarkUnknown + 1; }
                        @SuppressWarnings("SecretMark") void f() { java.util.List SecretMarks = null; SecretMarks.add(1); }
                    }
                    """));
            told.add(ask(server, MARK + "/Main.java", """
                    package SecretMark;
                    public class Main {
                        static final String SecretMark = "SecretMark é";
                        record SecretMarked(int SecretMark) {}
                        void f() { Runnable r = () -> System.out.println(SecretMark); }
                    }
                    """));
            assertTrue(told.stream().allMatch(text -> text.contains(MARK)), told.toString());
            try (Stream<Path> left = Files.list(work)) {
                assertEquals(List.of(), left.toList());
            }
            Path dump = folder.resolve("heap");
            call(tool("jcmd"), Long.toString(server.pid()), "GC.heap_dump", dump.toString());
            byte[] memory = Files.readAllBytes(dump);
            assertTrue(count(memory, CONTROL) > 0, "what is there is found");
            assertEquals(0, count(memory, MARK));
        } finally {
            server.getOutputStream().close();
            assertTrue(server.waitFor(60, TimeUnit.SECONDS));
        }
    }
}
