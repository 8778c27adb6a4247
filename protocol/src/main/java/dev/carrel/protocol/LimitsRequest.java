package dev.carrel.protocol;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The limits that a caller asks for, each optional; once built, every named one is a sensible number. */
public record LimitsRequest(
        @Nullable Double cpuMs,
        @Nullable Double wallMs,
        @Nullable Double memoryBytes,
        @Nullable Double outputBytes,
        @Nullable Double diskBytes,
        @Nullable Double fileBytes,
        @Nullable Double stackBytes,
        @Nullable Double files,
        @Nullable Double openFiles,
        @Nullable Double processes,
        @Nullable Double cores) {
    public static final LimitsRequest NONE =
            new LimitsRequest(null, null, null, null, null, null, null, null, null, null, null);

    public LimitsRequest {
        check(LimitField.CPU, cpuMs);
        check(LimitField.WALL, wallMs);
        check(LimitField.MEMORY, memoryBytes);
        check(LimitField.OUTPUT, outputBytes);
        check(LimitField.DISK, diskBytes);
        check(LimitField.FILE, fileBytes);
        check(LimitField.STACK, stackBytes);
        check(LimitField.FILES, files);
        check(LimitField.OPEN_FILES, openFiles);
        check(LimitField.PROCESSES, processes);
        check(LimitField.CORES, cores);
    }

    public LimitsRequest withWall(Duration wall) {
        return new LimitsRequest(
                cpuMs,
                (double) wall.toMillis(),
                memoryBytes,
                outputBytes,
                diskBytes,
                fileBytes,
                stackBytes,
                files,
                openFiles,
                processes,
                cores);
    }

    /** Refuses what is above a ceiling; whatever is not asked for is below it. */
    void checkUnder(Limits ceiling) {
        Limits _ = ceiling.with(this, ceiling);
    }

    private static void check(LimitField field, @Nullable Double value) {
        if (value != null) {
            field.checked(value);
        }
    }
}
