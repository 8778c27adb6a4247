package dev.carrel.server.blob;

import dev.carrel.protocol.ByteSize;
import dev.carrel.server.platform.config.PlatformConfig;
import dev.carrel.server.platform.config.Setting;
import dev.carrel.server.platform.config.Values;
import java.nio.file.Path;
import java.util.List;

/**
 * Where files are kept, and how much of them.
 *
 * @param most of all files that programs made together
 * @param mostOfProjects of all files of people's projects together
 * @param spare what stays free on their disk
 */
public record BlobConfig(Path folder, ByteSize most, ByteSize mostOfProjects, ByteSize spare) {
    private static final Setting<String> FOLDER = Setting.text(
            "blob.folder",
            "",
            "The folder of the files that programs made and of people's projects; by default `blobs` below the data folder. Processes that share a database share it.");
    private static final Setting<ByteSize> MOST = Setting.size(
            "blob.most", "10GB", "What all files that programs made may hold together; no more are kept beyond it.");
    private static final Setting<ByteSize> MOST_OF_PROJECTS = Setting.size(
            "blob.most-of-projects",
            "20GB",
            "What all files of people's projects may hold together, what they were before included; no more are kept beyond it.");
    private static final Setting<ByteSize> SPARE =
            Setting.size("blob.spare", "256MB", "What stays free on their disk; no more are kept when less is left.");

    public static final List<Setting<?>> SETTINGS = List.of(FOLDER, MOST, MOST_OF_PROJECTS, SPARE);

    public static BlobConfig of(Values values, PlatformConfig platform) {
        return new BlobConfig(
                values.optional(FOLDER)
                        .map(Path::of)
                        .orElse(platform.data().resolve("blobs"))
                        .toAbsolutePath(),
                values.get(MOST),
                values.get(MOST_OF_PROJECTS),
                values.get(SPARE));
    }
}
