package dev.carrel.protocol;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A program of whoever set a problem, that judges what others' programs write. It is called as the output validators of
 * ICPC problem packages are: with the names of the test's input, of its answer and of a folder as its arguments, with
 * the output on its stdin; it ends with the exit code 42 for a right output and 43 for a wrong one.
 *
 * @param version null for the language's default
 * @param entry null for the language's own entry name, or for the only file
 */
public record Checker(
        String language,
        @Nullable String version,
        FileSet files,
        @Nullable FilePath entry,
        LimitsRequest limits) {
    /** Where a test's input and answer lie beside the checker's own files. */
    public static final String FOLDER = "judge";

    public Checker {
        for (FileEntry file : files.files()) {
            String key = file.path().collisionKey();
            if (key.equals(FOLDER) || key.startsWith(FOLDER + "/")) {
                throw new Refused(
                        Rule.PATH_COLLISION,
                        "tests.checker.files.name",
                        "The checker's file \"" + file.path() + "\" stands where the tests' files will be.",
                        "Rename it: \"" + FOLDER + "\" is taken.");
            }
        }
    }

    /** As a run of its own, in a process of its own: what it says may not depend on how it was started. */
    public RunRequest run() {
        return new RunRequest(
                language,
                version,
                files,
                entry,
                new RunRequest.Input.Given(Bytes.EMPTY),
                List.of(),
                Map.of(),
                limits,
                LimitsRequest.NONE,
                Isolation.EXEC);
    }
}
