package dev.carrel.server.database;

import dev.carrel.server.platform.StartException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our own PostgreSQL: a child of this process, on a folder of data that one process at a time may use. When it dies it
 * is started again, at the same port, and recovers what was committed.
 */
final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final int PASSWORD_BYTES = 24;
    private static final long LOG_BYTES = 10 << 20;
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Path folder;
    private final FileChannel lockFile;
    private final Postmaster postmaster;
    private final Address address;
    private final int port;
    private final Duration patience;
    private final Object stage = new Object();
    private boolean stopping;

    private EmbeddedPostgres(Path folder, FileChannel lockFile, Binaries binaries, Duration patience)
            throws IOException, InterruptedException {
        this.folder = folder;
        this.lockFile = lockFile;
        this.patience = patience;
        this.postmaster = new Postmaster(binaries, data(folder, binaries), log(folder));
        Path password = password(folder);
        if (!Files.exists(data(folder, binaries).resolve("PG_VERSION"))) {
            init(binaries, password);
        }
        postmaster.endLeftovers();
        this.port = freePort();
        this.address = address(folder, port);
    }

    /** Starts it on a folder, which is made when it is not there. Returns when it answers. */
    static EmbeddedPostgres start(Path folder, Binaries binaries, Duration patience) {
        try {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            FileChannel lockFile = lock(folder);
            try {
                EmbeddedPostgres server = new EmbeddedPostgres(folder, lockFile, binaries, patience);
                server.launch();
                return server;
            } catch (IOException | InterruptedException | RuntimeException e) {
                lockFile.close();
                throw e;
            }
        } catch (IOException e) {
            throw new StartException("The embedded PostgreSQL at " + folder + " cannot be started: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartException("interrupted", e);
        }
    }

    /** Whether some process has this folder. */
    static boolean isInUse(Path folder) throws IOException {
        if (!Files.exists(folder.resolve("lock"))) {
            return false;
        }
        try (FileChannel file = FileChannel.open(folder.resolve("lock"), StandardOpenOption.WRITE);
                FileLock held = file.tryLock()) {
            return held == null;
        } catch (OverlappingFileLockException e) {
            return true;
        }
    }

    /** Where the one of another process answers, of a folder that is in use. */
    static Address another(Path folder, Binaries binaries, Duration patience) throws IOException, InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                Address address = address(folder, Postmaster.port(data(folder, binaries)));
                Answers.await(address, AGAIN, () -> true);
                return address;
            } catch (NoSuchFileException | StartException e) {
                if (System.nanoTime() > until) {
                    throw new StartException(
                            "The database at " + folder + ", which another carrel has, does not answer.", e);
                }
                Thread.sleep(AGAIN.toMillis() / 10);
            }
        }
    }

    private static Address address(Path folder, int port) throws IOException {
        return new Address(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                "carrel",
                Files.readString(folder.resolve("password")).strip());
    }

    static Path data(Path folder, Binaries binaries) {
        return folder.resolve(Integer.toString(binaries.major()));
    }

    private static FileChannel lock(Path folder) throws IOException {
        FileChannel file =
                FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock held = file.tryLock();
            if (held != null) {
                return file;
            }
        } catch (OverlappingFileLockException e) {
            LOG.debug("held by this very process", e);
        }
        file.close();
        throw new StartException("Another carrel uses the database at " + folder + ": stop it, or set CARREL_DATA.");
    }

    /** Made whole under another name first: half a database is never taken for one. */
    private void init(Binaries binaries, Path password) throws IOException, InterruptedException {
        Path unfinished = Files.createTempDirectory(folder, ".new-");
        LOG.info("setting up the embedded PostgreSQL {} at {}", binaries.major(), folder);
        new Postmaster(binaries, unfinished, log(folder)).init(password);
        Files.move(unfinished, data(folder, binaries), StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path log(Path folder) throws IOException {
        Path log = folder.resolve("postgres.log");
        if (Files.exists(log) && Files.size(log) > LOG_BYTES) {
            Files.move(log, folder.resolve("postgres.log.old"), StandardCopyOption.REPLACE_EXISTING);
        }
        return log;
    }

    private static Path password(Path folder) throws IOException {
        Path file = folder.resolve("password");
        if (!Files.exists(file)) {
            byte[] secret = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(secret);
            Path unfinished = Files.createTempFile(
                    folder,
                    ".new-",
                    "",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(unfinished, Base64.getUrlEncoder().encodeToString(secret) + "\n");
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return file;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void launch() throws IOException, InterruptedException {
        Process process;
        synchronized (stage) {
            if (stopping) {
                return;
            }
            process = postmaster.start(port);
            Thread.ofVirtual().name("postgres").start(() -> watch(process));
        }
        Answers.await(address, patience, process::isAlive);
    }

    /**
     * Waits for the end of a server that was not told to end, and starts the next; a failed start is an end as well.
     */
    private void watch(Process process) {
        try {
            int code = process.waitFor();
            synchronized (stage) {
                if (stopping) {
                    return;
                }
            }
            LOG.error("the embedded PostgreSQL ended with {}; starting it again", code);
            Thread.sleep(AGAIN);
            postmaster.endLeftovers();
            launch();
        } catch (IOException | StartException e) {
            LOG.error("the embedded PostgreSQL does not come back yet", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Address address() {
        return address;
    }

    @Override
    public void close() {
        synchronized (stage) {
            if (stopping) {
                return;
            }
            stopping = true;
        }
        try (lockFile) {
            postmaster.stop();
        } catch (IOException e) {
            LOG.warn("the embedded PostgreSQL did not stop in order; it recovers at the next start", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
