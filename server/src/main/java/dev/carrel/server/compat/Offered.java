package dev.carrel.server.compat;

import dev.carrel.server.language.Catalogue;
import dev.carrel.server.language.LanguageEntry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The languages as they were a moment ago: faces ask at every run, and little changes. */
@Component
public class Offered {
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Catalogue catalogue;
    private volatile @Nullable Seen seen;

    Offered(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    private record Seen(List<LanguageEntry> languages, long at) {}

    /** The very same list as long as nothing has changed: to compare it costs nothing then. */
    public List<LanguageEntry> languages() {
        Seen known = seen;
        if (known == null || System.nanoTime() - known.at > FRESH.toNanos()) {
            List<LanguageEntry> now = List.copyOf(catalogue.languages());
            known = new Seen(known != null && known.languages.equals(now) ? known.languages : now, System.nanoTime());
            seen = known;
        }
        return known.languages;
    }

    /** By its id, where one of its versions is installed. */
    public Optional<LanguageEntry> language(String id) {
        return languages().stream()
                .filter(one -> one.id().equals(id) && one.state() == LanguageEntry.State.READY)
                .findFirst();
    }
}
