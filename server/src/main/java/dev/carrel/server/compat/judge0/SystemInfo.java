package dev.carrel.server.compat.judge0;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What this machine is, in the words of lscpu and free, from which Judge0 has it. */
final class SystemInfo {
    private static final Path CPU = Path.of("/proc/cpuinfo");
    private static final Path MEMORY = Path.of("/proc/meminfo");
    private static final String[] UNITS = {"Ki", "Mi", "Gi", "Ti"};
    private static final int STEP = 1024;

    private SystemInfo() {}

    static Map<String, @Nullable Object> ofThisMachine() {
        String architecture = System.getProperty("os.arch", "");
        Facts facts = Facts.of(
                "Architecture",
                architecture.equals("amd64") ? "x86_64" : architecture,
                "Byte Order",
                ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? "Little Endian" : "Big Endian",
                "CPU(s)",
                Integer.toString(Runtime.getRuntime().availableProcessors()));
        first(CPU, "vendor_id").ifPresent(vendor -> facts.with("Vendor ID", vendor));
        first(CPU, "model name").ifPresent(model -> facts.with("Model name", model));
        return facts.with("Mem", memory("MemTotal"))
                .with("Swap", memory("SwapTotal"))
                .all();
    }

    private static String memory(String name) {
        return first(MEMORY, name)
                .map(text -> readable(Long.parseLong(text.replaceFirst(" kB$", ""))))
                .orElse("");
    }

    /** As free writes it for people: two figures where there are so few. */
    static String readable(long kb) {
        double value = kb;
        int unit = 0;
        while (value >= STEP && unit < UNITS.length - 1) {
            value /= STEP;
            unit++;
        }
        return kb == 0 ? "0B" : String.format(Locale.ROOT, value < 10 ? "%.1f%s" : "%.0f%s", value, UNITS[unit]);
    }

    private static Optional<String> first(Path file, String name) {
        try (var lines = Files.lines(file)) {
            return lines.map(line -> line.split(":", 2))
                    .filter(parts -> parts.length == 2 && parts[0].strip().equals(name))
                    .map(parts -> parts[1].strip())
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
