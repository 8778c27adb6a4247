package dev.carrel.runner.language;

import java.util.List;

/** Language files that cannot be served; every problem of every file, one sentence each. */
public final class CatalogueException extends Exception {
    private static final long serialVersionUID = 1L;

    CatalogueException(List<String> problems) {
        super(String.join("\n", problems));
    }
}
