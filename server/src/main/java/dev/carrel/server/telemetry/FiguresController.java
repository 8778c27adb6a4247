package dev.carrel.server.telemetry;

import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How the page is used, day by day; numbers so small that somebody could be meant are not told. */
@RestController
class FiguresController {
    private static final int FEWEST = 5;
    private static final int MOST_DAYS = 31;

    private final Figures figures;
    private final Clock clock;

    FiguresController(Figures figures, Clock clock) {
        this.figures = figures;
        this.clock = clock;
    }

    /** @param times null when it happened less often than numbers are told; then so is the total */
    record ShownFigure(
            String day,
            String event,
            String role,
            String detail,
            @Nullable Long times,
            @Nullable Long total) {
        private static ShownFigure of(Figures.Line line) {
            boolean told = line.times() >= FEWEST;
            return new ShownFigure(
                    line.day().toString(),
                    line.event(),
                    line.role(),
                    line.detail(),
                    told ? line.times() : null,
                    told ? line.total() : null);
        }
    }

    /** @param fewest the smallest number that is told */
    record ShownFigures(String from, String to, int fewest, List<ShownFigure> figures) {}

    @GetMapping("/admin/telemetry")
    ShownFigures figures(
            @RequestParam(name = "from", required = false) @Nullable String from,
            @RequestParam(name = "to", required = false) @Nullable String to) {
        LocalDate last = to == null ? clock.instant().atZone(ZoneOffset.UTC).toLocalDate() : day("to", to);
        LocalDate first = from == null ? last.minusDays(MOST_DAYS - 1L) : day("from", from);
        long days = ChronoUnit.DAYS.between(first, last) + 1;
        if (days < 1 || days > MOST_DAYS) {
            throw refused("from", "days", "From " + first + " to " + last + " are " + days + " days.");
        }
        return new ShownFigures(
                first.toString(),
                last.toString(),
                FEWEST,
                figures.lines(first, last).stream().map(ShownFigure::of).toList());
    }

    private static LocalDate day(String field, String written) {
        try {
            return LocalDate.parse(written);
        } catch (DateTimeParseException e) {
            throw refused(field, "day", "This is no day.");
        }
    }

    private static RefusalException refused(String field, String rule, String sentence) {
        return new RefusalException(new Refusal.WrongRequest(
                field, rule, sentence, "Write days like 2026-11-21, 1 to " + MOST_DAYS + " of them at a time."));
    }
}
