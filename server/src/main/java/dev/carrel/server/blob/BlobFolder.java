package dev.carrel.server.blob;

import dev.carrel.protocol.Bytes;
import dev.carrel.server.platform.health.Dependency;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/**
 * Files on the local disk, {@code day/group/hash}, for the eyes of this user only.
 *
 * <p>A file is written under another name, made durable, and only then given its own: under a hash stands all of it or
 * nothing. What a dead process left half written goes with its group. How much there is, is counted when old days are
 * dropped and added to in between, so that several processes on one folder may pass the bound by what they wrote since.
 */
@Component
class BlobFolder implements BlobStore, Dependency {
    private static final Logger LOG = LoggerFactory.getLogger(BlobFolder.class);
    private static final Set<PosixFilePermission> OURS = PosixFilePermissions.fromString("rwx------");
    private static final FileAttribute<Set<PosixFilePermission>> FOLDER = PosixFilePermissions.asFileAttribute(OURS);
    private static final FileAttribute<Set<PosixFilePermission>> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final BlobConfig config;
    private final AtomicLong held = new AtomicLong();

    BlobFolder(BlobConfig config) {
        this.config = config;
        try {
            Files.createDirectories(config.folder(), FOLDER);
            Files.setPosixFilePermissions(config.folder(), OURS);
        } catch (IOException e) {
            LOG.error("files cannot be kept at {}", config.folder(), e);
        }
    }

    long held() {
        return held.get();
    }

    @Override
    public BlobKey keep(BlobGroup group, Bytes content) throws NoRoom {
        BlobKey key = BlobKey.of(group, content);
        Optional<String> full = full(content.size());
        if (full.isPresent()) {
            throw new NoRoom(full.get());
        }
        try {
            boolean fresh = !Files.exists(place(key), LinkOption.NOFOLLOW_LINKS);
            write(key, content);
            if (fresh) {
                held.addAndGet(content.size());
            }
            return key;
        } catch (IOException e) {
            throw new NoRoom("A file cannot be written below " + config.folder() + ".", e);
        }
    }

    private void write(BlobKey key, Bytes content) throws IOException {
        Path folder = Files.createDirectories(place(key.group()), FOLDER);
        Path half = folder.resolve("." + UUID.randomUUID());
        try {
            try (FileChannel out =
                    FileChannel.open(half, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), FILE)) {
                for (var left = content.buffer(); left.hasRemaining(); ) {
                    out.write(left);
                }
                out.force(true);
            }
            Files.move(half, place(key), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(half);
        }
        for (Path named : List.of(folder, place(key.group().day()), config.folder())) {
            try (FileChannel names = FileChannel.open(named)) {
                names.force(true);
            }
        }
    }

    @Override
    public Optional<Bytes> read(BlobKey key) {
        Bytes content;
        try (var in = Files.newInputStream(place(key), LinkOption.NOFOLLOW_LINKS)) {
            content = Bytes.of(in.readAllBytes());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!key.isOf(content)) {
            throw new UncheckedIOException(new IOException(place(key) + " is not what was kept there"));
        }
        return Optional.of(content);
    }

    @Override
    public void dropBefore(LocalDate day) {
        for (LocalDate old : days()) {
            if (old.isBefore(day)) {
                delete(place(old));
                LOG.info("dropped the files of {}", old);
            }
        }
        try (Stream<Path> files = Files.walk(config.folder())) {
            held.set(files.filter(Files::isRegularFile)
                    .mapToLong(BlobFolder::size)
                    .sum());
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("files at {} cannot be counted: {}", config.folder(), e.getMessage());
        }
    }

    @Override
    public void drop(BlobGroup group) {
        delete(place(group));
    }

    @Override
    public List<BlobGroup> idleSince(Instant time) {
        List<BlobGroup> idle = new ArrayList<>();
        for (LocalDate day : days()) {
            for (String name : names(place(day))) {
                if (BlobGroup.isName(name)
                        && touched(place(new BlobGroup(day, name))).isBefore(time)) {
                    idle.add(new BlobGroup(day, name));
                }
            }
        }
        return idle;
    }

    private List<LocalDate> days() {
        List<LocalDate> days = new ArrayList<>();
        for (String name : names(config.folder())) {
            try {
                days.add(LocalDate.parse(name));
            } catch (DateTimeParseException e) {
                LOG.warn("{} at {} is not ours", name, config.folder());
            }
        }
        return days;
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString()).toList();
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("{} cannot be read: {}", folder, e.getMessage());
            return List.of();
        }
    }

    /** What is gone meanwhile was touched just now. */
    private static Instant touched(Path path) {
        try {
            return Files.getLastModifiedTime(path).toInstant();
        } catch (IOException e) {
            return Instant.now();
        }
    }

    private static long size(Path path) {
        try {
            return Files.size(path);
        } catch (IOException e) {
            return 0;
        }
    }

    private static void delete(Path path) {
        try {
            FileSystemUtils.deleteRecursively(path);
        } catch (IOException e) {
            LOG.warn("{} cannot be deleted: {}", path, e.getMessage());
        }
    }

    private Path place(LocalDate day) {
        return config.folder().resolve(day.toString());
    }

    private Path place(BlobGroup group) {
        return place(group.day()).resolve(group.name());
    }

    private Path place(BlobKey key) {
        return place(key.group()).resolve(key.hash());
    }

    /** Why no more can be kept, if so. */
    private Optional<String> full(long more) {
        if (held.get() + more > config.most().bytes()) {
            return Optional.of("The files that programs made hold " + config.most() + ", which is all that they may.");
        }
        try {
            return Files.getFileStore(config.folder()).getUsableSpace() - more
                            < config.spare().bytes()
                    ? Optional.of("The disk of " + config.folder() + " has less than " + config.spare() + " left.")
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of("The folder " + config.folder() + " cannot be read.");
        }
    }

    @Override
    public String name() {
        return "blob";
    }

    /** Runs go on without it, and say so. */
    @Override
    public boolean isVital() {
        return false;
    }

    @Override
    public State state() {
        Optional<String> why = Files.isWritable(config.folder())
                ? full(0)
                : Optional.of("The folder " + config.folder() + " cannot be written.");
        return new State(why.isEmpty(), "local-disk", why.orElse("Files that programs make are kept."));
    }
}
