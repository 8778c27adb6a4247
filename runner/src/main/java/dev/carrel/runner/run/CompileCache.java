package dev.carrel.runner.run;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.WorkFile;
import dev.carrel.runner.language.Recipe;
import dev.carrel.runner.supply.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * What was compiled before, in files that no slot can see: the same sources, compiled by the same version with the same
 * words under the same limits, give what they gave.
 *
 * <p>A file bears the hash of all that went in as its name, and before its content a sum of name and content: one that
 * rotted, or came to another's name, is no find and goes. Who could write here could write any sum. What was not used
 * for longest goes when the whole is above its bound, and some more with it, so that files are not looked through each
 * time that one is kept. Only what ended well is kept, and only of languages that say which sources give something else
 * each time. A cache that cannot be read or written is one that finds nothing.
 */
public final class CompileCache {
    private static final Logger LOG = System.getLogger(CompileCache.class.getName());
    /** Raised when the same words would mean something else. */
    private static final String FORMAT = "2";

    private static final String UNFINISHED = ".new-";
    /** Nothing else is ever looked at or deleted, wherever the folder may be. */
    private static final Pattern OURS = Pattern.compile("[0-9a-f]{64}|\\.new-.*");

    private static final int SHARES = 16;

    private final Path folder;
    private final ByteSize most;
    private final InstantSource clock;
    private final ReentrantLock sweeping = new ReentrantLock();
    /** What may still come before the files are looked through. */
    private final AtomicLong room = new AtomicLong();

    /** @param most the bytes of all files together; one alone may have an eighth */
    public CompileCache(Path folder, ByteSize most, InstantSource clock) {
        this.folder = folder;
        this.most = most;
        this.clock = clock;
    }

    /** Finds nothing and keeps nothing: for whoever measures. */
    public static CompileCache none() {
        return new CompileCache(Path.of(""), ByteSize.ZERO, InstantSource.system());
    }

    /**
     * The name of all that decides what a job's compiler gives; empty when it may give something else each time.
     *
     * @param version of root and box
     */
    static Optional<String> key(Job job, String version) {
        Step compile = job.compile();
        Recipe recipe = job.served().version().compile();
        List<Pattern> varies = recipe == null ? null : recipe.varies();
        if (compile == null || varies == null) {
            return Optional.empty();
        }
        Digest digest = new Digest().text(FORMAT, version, job.served().runtime());
        digest.text(job.served().slot().toString(), compile.limits().toString());
        digest.text(compile.argv().toArray(String[]::new));
        digest.text(new TreeMap<>(compile.env()).toString());
        if (compile.argv().stream().anyMatch(word -> isAny(varies, word))) {
            return Optional.empty();
        }
        for (WorkFile file : job.files().workFiles()) {
            if (isAny(varies, file.content().text())) {
                return Optional.empty();
            }
            digest.text(file.name(), Boolean.toString(file.executable())).bytes(file.content());
        }
        return Optional.of(digest.hex());
    }

    private static boolean isAny(List<Pattern> varies, String text) {
        return varies.stream().anyMatch(one -> one.matcher(text).find());
    }

    Optional<Compiled> find(String key) {
        if (most.bytes() == 0) {
            return Optional.empty();
        }
        Path file = folder.resolve(key);
        try {
            ByteBuffer octets = ByteBuffer.wrap(Files.readAllBytes(file));
            if (octets.remaining() < Integer.BYTES || octets.getInt() != sum(key, List.of(octets.slice()))) {
                throw new IOException("it is not what was kept");
            }
            Compiled compiled = Compiled.decoded(octets);
            Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
            return Optional.of(compiled);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "what was compiled cannot be read from " + file + ": " + e.getMessage());
            delete(file);
            return Optional.empty();
        }
    }

    void keep(String key, Compiled compiled) {
        List<ByteBuffer> content = compiled.encoded();
        long size = Integer.BYTES
                + content.stream().mapToLong(ByteBuffer::remaining).sum();
        if (size > most.bytes() / 8) {
            return;
        }
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Path unfinished = Files.createTempFile(folder, UNFINISHED, "");
            try {
                content.addFirst(ByteBuffer.allocate(Integer.BYTES).putInt(0, sum(key, content)));
                write(unfinished, content.toArray(ByteBuffer[]::new));
                Files.setLastModifiedTime(unfinished, FileTime.from(clock.instant()));
                Files.move(
                        unfinished,
                        folder.resolve(key),
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(unfinished);
            }
            if (room.addAndGet(-size) < 0) {
                sweep();
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "what was compiled cannot be kept: " + e);
        }
    }

    private static void write(Path file, ByteBuffer[] parts) throws IOException {
        try (FileChannel channel = FileChannel.open(file, WRITE)) {
            while (Stream.of(parts).anyMatch(ByteBuffer::hasRemaining)) {
                channel.write(parts);
            }
        }
    }

    /** What came of a root that is another now. */
    public void clear() {
        try {
            files().forEach(file -> delete(file.path));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "what was compiled cannot be cleared: " + e);
        }
    }

    private record Kept(Path path, BasicFileAttributes facts) {}

    /**
     * Another process may sweep the same folder, and what is gone already is gone; or fill it, so that no more than a
     * sixteenth comes before the next look.
     */
    private void sweep() throws IOException {
        if (!sweeping.tryLock()) {
            return;
        }
        try {
            List<Kept> all = files();
            long sum = all.stream().mapToLong(kept -> kept.facts.size()).sum();
            long share = most.bytes() / SHARES;
            all.sort(Comparator.comparing(kept -> kept.facts.lastModifiedTime()));
            for (Kept kept : all) {
                if (sum <= most.bytes() - share) {
                    break;
                }
                delete(kept.path);
                sum -= kept.facts.size();
            }
            room.set(share);
        } finally {
            sweeping.unlock();
        }
    }

    private List<Kept> files() throws IOException {
        List<Kept> all = new ArrayList<>();
        if (most.bytes() == 0 || !Files.isDirectory(folder)) {
            return all;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(CompileCache::isOurs).toList()) {
                try {
                    BasicFileAttributes facts = Files.readAttributes(file, BasicFileAttributes.class, NOFOLLOW_LINKS);
                    if (facts.isRegularFile()) {
                        all.add(new Kept(file, facts));
                    }
                } catch (NoSuchFileException e) {
                    // swept by another process
                }
            }
        } catch (UncheckedIOException e) {
            throw new IOException(e);
        }
        return all;
    }

    private static boolean isOurs(Path file) {
        return OURS.matcher(String.valueOf(file.getFileName())).matches();
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.log(Level.WARNING, file + " cannot be deleted: " + e);
        }
    }

    private static int sum(String key, List<ByteBuffer> content) {
        CRC32C sum = new CRC32C();
        sum.update(key.getBytes(StandardCharsets.US_ASCII));
        content.forEach(part -> sum.update(part.duplicate()));
        return (int) sum.getValue();
    }
}
