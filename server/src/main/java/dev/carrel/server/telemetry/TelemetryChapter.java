package dev.carrel.server.telemetry;

import dev.carrel.server.platform.description.Chapter;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the description of the API says of how the page is used. */
public final class TelemetryChapter {
    public static final Chapter CHAPTER = new Chapter(
            "telemetry",
            Map.of(
                    "TelemetryBatch", TelemetryController.TelemetryBatch.class,
                    "TelemetryEvent", TelemetryController.TelemetryEvent.class,
                    "TelemetryConsentWish", TelemetryController.TelemetryConsentWish.class,
                    "TelemetryConsent", TelemetryController.ShownConsent.class,
                    "TelemetryFigures", FiguresController.ShownFigures.class,
                    "TelemetryFigure", FiguresController.ShownFigure.class),
            Set.of(
                    TelemetryController.TelemetryBatch.class,
                    TelemetryController.TelemetryEvent.class,
                    TelemetryController.TelemetryConsentWish.class),
            List.of());

    private TelemetryChapter() {}
}
