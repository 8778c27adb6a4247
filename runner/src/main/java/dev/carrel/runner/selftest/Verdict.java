package dev.carrel.runner.selftest;

import dev.carrel.protocol.Artifact;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.Stage;
import java.util.ArrayList;
import java.util.List;

/** What was wrong with how an attack ended; nothing when it was held. */
final class Verdict {
    private Verdict() {}

    static List<String> of(HostileProgram program, RunResult result) {
        List<String> wrong = new ArrayList<>();
        if (result.status() != program.expected()) {
            wrong.add("ended with " + result.status().wire() + " instead of "
                    + program.expected().wire() + " (" + result.message() + ")" + said(result));
        }
        String stdout = program.stdout();
        if (stdout != null
                && !(result.run() != null && result.run().stdout().strip().equals(stdout))) {
            wrong.add("did not print exactly \"" + stdout + "\"" + said(result));
        }
        List<String> kept = result.artifacts().stream().map(Artifact::name).toList();
        program.words("leaves").stream()
                .filter(name -> !kept.contains(name))
                .forEach(name -> wrong.add("the plain file " + name + " did not come back"));
        program.words("refuses").stream()
                .filter(kept::contains)
                .forEach(name -> wrong.add("the file " + name + " came back"));
        String secret = program.value("lacks");
        if (secret != null && everything(result).contains(secret)) {
            wrong.add("\"" + secret + "\" stands in what came back");
        }
        return wrong;
    }

    private static String said(RunResult result) {
        Stage stage = result.run() != null ? result.run() : result.compile();
        if (stage == null) {
            return "";
        }
        String words = (stage.stdout() + stage.stderr()).strip();
        return words.isEmpty() ? "" : ": " + words.lines().limit(4).toList();
    }

    private static String everything(RunResult result) {
        StringBuilder all = new StringBuilder();
        for (Stage stage : new Stage[] {result.compile(), result.run()}) {
            if (stage != null) {
                all.append(stage.stdout()).append(stage.stderr());
            }
        }
        result.artifacts().forEach(artifact -> all.append(artifact.url()));
        return all.toString();
    }
}
