package dev.carrel.runner.selftest;

import dev.carrel.protocol.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file of the host, readable by all, that no attack may find. Sources call it by one word; each selftest gives it a
 * name of its own, so that no other selftest, and nobody's file, can stand in its way.
 */
final class Mark {
    private static final Path FOLDER = Path.of("/var/tmp");
    private static final String WORD = "carrel-selftest-mark";
    private static final Pattern NAME = Pattern.compile(WORD + "-([0-9]{1,9})-[0-9a-f]{8}");
    private static final String SECRET = "CARREL-HOST-MARK\n";

    private final String name = WORD + "-" + ProcessHandle.current().pid() + "-"
            + UUID.randomUUID().toString().substring(0, 8);
    private final Path file = FOLDER.resolve(name);

    void make() throws IOException {
        sweep();
        Files.writeString(file, SECRET, StandardOpenOption.CREATE_NEW);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }

    /** Those of selftests that were killed. */
    private static void sweep() throws IOException {
        List<Path> files;
        try (Stream<Path> children = Files.list(FOLDER)) {
            files = children.toList();
        }
        for (Path child : files) {
            Matcher named = NAME.matcher(String.valueOf(child.getFileName()));
            if (named.matches()
                    && ProcessHandle.of(Long.parseLong(named.group(1))).isEmpty()) {
                remove(child);
            }
        }
    }

    private static void remove(Path child) {
        try {
            Files.deleteIfExists(child);
        } catch (IOException _) {
            // somebody else's: it stays, and is in nobody's way
        }
    }

    boolean isWhole() throws IOException {
        return Files.exists(file) && Files.readString(file).equals(SECRET);
    }

    void remove() throws IOException {
        Files.deleteIfExists(file);
    }

    /**
     * The attack, looking for the file by its name of today. Sources need not be text: every octet is a letter here.
     */
    HostileProgram toldTo(HostileProgram program) {
        String source = new String(program.source().toArray(), StandardCharsets.ISO_8859_1).replace(WORD, name);
        Map<String, String> head = new HashMap<>(program.head());
        head.replaceAll((key, value) -> value.replace(WORD, name));
        Bytes told = Bytes.of(source.getBytes(StandardCharsets.ISO_8859_1));
        return new HostileProgram(program.name(), told, program.expected(), head);
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
