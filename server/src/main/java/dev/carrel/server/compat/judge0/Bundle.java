package dev.carrel.server.compat.judge0;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.FilePath;
import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import dev.carrel.server.compat.Offered;
import dev.carrel.server.compat.Table;
import dev.carrel.server.language.LanguageEntry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is sent under an {@link Odd} id, as a program of one of our languages. A language here takes sources and data of
 * its own kinds and no others, and Judge0's files are of any; so they go in as data without their names, and the
 * program is a starter that becomes a shell, which gives them their names and runs what is to be run.
 *
 * <p>Where there is a script that compiles, the first line of the output is the octet 1, its exit code and the length
 * of what it said, which follows: {@link Unwrapped}.
 */
final class Bundle {
    /** The shell's word for a limit on processor time that a process has reached. */
    static final int SIGXCPU = 24;

    private static final String SCRIPT = "carrel.dat";
    private static final String MOST_SAID = "65536";

    /** In the order in which they are tried; the last takes whatever there is. */
    private static final List<Home> HOMES =
            Table.read("judge0-bundles.txt").stream().map(Home::of).toList();

    /** A language in whose root scripts may run, and the kinds of files that want it. */
    private record Home(String ours, Set<String> extensions) {
        static Home of(List<String> row) {
            return new Home(row.get(0), Set.of(row.get(1).split(" ")));
        }

        boolean suits(List<FileEntry> files) {
            return files.stream()
                    .anyMatch(file ->
                            file.path().extension().map(extensions::contains).orElse(false));
        }
    }

    private Bundle() {}

    /** Where it is run: by the kinds of its files, as far as what suits them is installed. */
    static Optional<LanguageEntry> home(Wish wish, Offered offered) {
        List<FileEntry> files = files(wish);
        return HOMES.stream()
                .filter(home -> home.extensions.contains("") || home.suits(files))
                .flatMap(home -> offered.language(home.ours).stream())
                .findFirst();
    }

    static boolean hasScript(Wish wish, String name) {
        return files(wish).stream().anyMatch(file -> file.path().value().equals(name));
    }

    private static List<FileEntry> files(Wish wish) {
        return wish.word(AdditionalFiles.NAME).map(AdditionalFiles::known).orElse(List.of());
    }

    static List<FileEntry> packed(Wish wish, Odd odd, LanguageEntry ours) {
        List<FileEntry> sent = new ArrayList<>(files(wish));
        if (!odd.file().isEmpty()) {
            sent.removeIf(file -> file.path().value().equals(odd.file()));
            sent.add(new FileEntry(new FilePath(odd.file()), wish.source(), false));
        }
        sent.forEach(file -> demandName(file.path().value()));
        List<FileEntry> packed = new ArrayList<>();
        packed.add(FileEntry.ofText(ours.entry(), Table.text("starters/" + ours.id())));
        packed.add(FileEntry.ofText(SCRIPT, script(wish, odd, ours.entry(), sent)));
        for (int i = 0; i < sent.size(); i++) {
            packed.add(new FileEntry(packedName(i), sent.get(i).content(), false));
        }
        return packed;
    }

    private static void demandName(String name) {
        if (name.equals(SCRIPT) || name.matches("carrel-[0-9]+\\.dat")) {
            throw new Refused(
                    Rule.PATH_COLLISION, "files.name", "The file name \"" + name + "\" is taken.", "Rename the file.");
        }
    }

    private static FilePath packedName(int index) {
        return new FilePath("carrel-" + index + ".dat");
    }

    /** Names hold letters, digits and {@code _-./} alone, so they need no more than a quotation. */
    private static String script(Wish wish, Odd odd, String starter, List<FileEntry> sent) {
        StringBuilder script = new StringBuilder("rm -f " + SCRIPT + " " + starter + "\n");
        Set<String> folders = new HashSet<>();
        for (int i = 0; i < sent.size(); i++) {
            String name = sent.get(i).path().value();
            int slash = name.lastIndexOf('/');
            if (slash > 0 && folders.add(name.substring(0, slash))) {
                script.append("mkdir -p './").append(name, 0, slash).append("'\n");
            }
            script.append("mv ")
                    .append(packedName(i))
                    .append(" './")
                    .append(name)
                    .append("'\n");
        }
        script.append("shell=$(command -v bash || echo sh)\n");
        if (compiles(wish, odd)) {
            script.append("$shell ./" + Odd.COMPILE + " </dev/null >carrel.dat 2>&1\n")
                    .append("code=$?\nsaid=$(head -c " + MOST_SAID + " carrel.dat | wc -c)\n")
                    .append("printf '\\001%s %s\\n' $code $said\nhead -c $said carrel.dat\nrm -f carrel.dat\n")
                    .append("[ $code = 0 ] || exit 1\n")
                    .append("ulimit -S -t ")
                    .append((long) Math.ceil(Judge0Request.value(wish, "cpu_time_limit", 1)))
                    .append("\n");
        }
        if (wish.has("redirect_stderr_to_stdout")) {
            script.append("exec 2>&1\n");
        }
        return script.append(
                        odd.command().isEmpty()
                                ? "exec $shell ./" + Odd.RUN + " \"$@\"\n"
                                : "chmod +x " + odd.file() + "\nexec " + odd.command() + " \"$@\"\n")
                .toString();
    }

    static boolean compiles(Wish wish, Odd odd) {
        return odd == Odd.PROJECT && hasScript(wish, Odd.COMPILE);
    }

    /** How the script that compiles has ended, what it said, and what the program wrote after that. */
    record Unwrapped(int code, Bytes compiler, Bytes rest) {
        /** Empty when it did not end. */
        static Optional<Unwrapped> of(Bytes output) {
            String head = new String(output.toArray(), 0, Math.min(output.size(), 32), StandardCharsets.ISO_8859_1);
            int end = head.indexOf('\n');
            if (end < 0 || !head.substring(0, end).matches("\u0001[0-9]{1,3} [0-9]{1,5}")) {
                return Optional.empty();
            }
            String[] figures = head.substring(1, end).split(" ");
            int from = end + 1;
            int to = Math.min(output.size(), from + Integer.parseInt(figures[1]));
            return Optional.of(
                    new Unwrapped(Integer.parseInt(figures[0]), Bytes.of(output.toArray(), from, to), output.from(to)));
        }
    }
}
