package dev.carrel.server.blob;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Bytes;
import dev.carrel.server.platform.health.Dependency;
import dev.carrel.server.platform.health.Remembered;
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
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Primary;
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
@Primary
class BlobFolder implements BlobStore, Dependency {
    private static final Logger LOG = LoggerFactory.getLogger(BlobFolder.class);
    private static final Set<PosixFilePermission> OURS = PosixFilePermissions.fromString("rwx------");
    private static final FileAttribute<Set<PosixFilePermission>> FOLDER = PosixFilePermissions.asFileAttribute(OURS);
    private static final FileAttribute<Set<PosixFilePermission>> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** Below the folder, beside the days: people's projects, which {@link ProjectFolder} keeps. */
    static final String PROJECTS = "projects";

    private final Path folder;
    private final ByteSize most;
    private final ByteSize spare;
    private final String what;
    private final Remembered known;
    private final AtomicLong held = new AtomicLong();

    @Autowired
    BlobFolder(BlobConfig config) {
        this(config.folder(), config.most(), config.spare(), "The files that programs made");
    }

    /** @param what is kept here, as a sentence begins */
    BlobFolder(Path folder, ByteSize most, ByteSize spare, String what) {
        this.folder = folder;
        this.most = most;
        this.spare = spare;
        this.what = what;
        try {
            Files.createDirectories(folder, FOLDER);
            Files.setPosixFilePermissions(folder, OURS);
        } catch (IOException e) {
            LOG.error("files cannot be kept at {}", folder, e);
        }
        this.known = new Remembered(found(), this::found);
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
                hold(content.size());
            }
            return key;
        } catch (IOException e) {
            throw new NoRoom("A file cannot be written below " + folder + ".", e);
        }
    }

    private void write(BlobKey key, Bytes content) throws IOException {
        Path group = Files.createDirectories(place(key.group()), FOLDER);
        Path half = group.resolve("." + UUID.randomUUID());
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
        for (Path named : List.of(group, place(key.group().day()), folder)) {
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
        recount();
    }

    void hold(long more) {
        held.addAndGet(more);
    }

    /** What other processes on the folder have kept since. */
    public void recount() {
        long sum = 0;
        for (LocalDate day : days()) {
            try (Stream<Path> files = Files.walk(place(day))) {
                sum += files.filter(Files::isRegularFile)
                        .mapToLong(BlobFolder::size)
                        .sum();
            } catch (IOException | UncheckedIOException e) {
                LOG.warn("files at {} cannot be counted: {}", place(day), e.getMessage());
                return;
            }
        }
        held.set(sum);
    }

    @Override
    public void drop(BlobGroup group) {
        delete(place(group));
    }

    @Override
    public List<BlobGroup> idleSince(Instant time) {
        return groups().stream()
                .filter(group -> touched(place(group)).isBefore(time))
                .toList();
    }

    public List<BlobGroup> groups() {
        return days().stream()
                .flatMap(day ->
                        names(place(day)).stream().filter(BlobGroup::isName).map(name -> new BlobGroup(day, name)))
                .toList();
    }

    private List<LocalDate> days() {
        List<LocalDate> days = new ArrayList<>();
        for (String name : names(folder)) {
            if (name.equals(PROJECTS)) {
                continue;
            }
            try {
                days.add(LocalDate.parse(name));
            } catch (DateTimeParseException e) {
                LOG.warn("{} at {} is not ours", name, folder);
            }
        }
        return days;
    }

    static List<String> names(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString()).toList();
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("{} cannot be read: {}", folder, e.getMessage());
            return List.of();
        }
    }

    /** What is gone meanwhile was touched just now. */
    static Instant touched(Path path) {
        try {
            return Files.getLastModifiedTime(path).toInstant();
        } catch (IOException e) {
            return Instant.now();
        }
    }

    static long size(Path path) {
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
        return folder.resolve(day.toString());
    }

    Path place(BlobGroup group) {
        return place(group.day()).resolve(group.name());
    }

    Path place(BlobKey key) {
        return place(key.group()).resolve(key.hash());
    }

    /** Why no more can be kept, if so. */
    private Optional<String> full(long more) {
        if (held.get() + more > most.bytes()) {
            return Optional.of(what + " hold " + most + ", which is all that they may.");
        }
        try {
            return Files.getFileStore(folder).getUsableSpace() - more < spare.bytes()
                    ? Optional.of("The disk of " + folder + " has less than " + spare + " left.")
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of("The folder " + folder + " cannot be read.");
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

    /** A disk that hangs keeps nobody from hearing so. */
    @Override
    public State state() {
        return known.state();
    }

    State found() {
        Optional<String> why =
                Files.isWritable(folder) ? full(0) : Optional.of("The folder " + folder + " cannot be written.");
        return new State(why.isEmpty(), "local-disk", why.orElse(what + " are kept."));
    }
}
