package dev.carrel.server.workspace;

import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import dev.carrel.server.platform.problem.Shown;

/** What its owner calls a project: some characters in one line, none of them invisible. */
record ProjectName(String value) {
    static final int MOST = 60;

    ProjectName {
        value = value.strip();
        if (value.isEmpty() || !Shown.of(value).equals(value)) {
            throw new RefusalException(new Refusal.WrongRequest(
                    "name",
                    "project-name",
                    "A project's name has 1 to " + MOST + " characters, in one line and none of them invisible.",
                    "Give it a short name."));
        }
    }
}
