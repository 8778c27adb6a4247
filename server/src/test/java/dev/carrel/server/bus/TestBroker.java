package dev.carrel.server.bus;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * A real Redis or Valkey for one test class, with the settings that we ship, as somebody else might keep it: it may be
 * killed and started.
 */
public final class TestBroker implements AutoCloseable {
    private static final Path SETTINGS = Path.of("..", "deploy", "broker", "redis.conf");
    private static final String PASSWORD = "pass/w@rd";
    private static final int TRIES = 600;

    private static final List<String> RIGHTS = List.of(
            "on",
            ">" + PASSWORD,
            "~carrel:*",
            "&carrel:bus",
            "+@connection",
            "+set",
            "+publish",
            "+subscribe",
            "+eval",
            "+xadd",
            "+xrange",
            "+xrevrange",
            "+pexpire");

    private final Path folder = Files.createTempDirectory("carrel-broker-");
    private final Path keys = Files.createTempDirectory("carrel-broker-keys-");
    private final int port = freePort();
    private final int secretPort = freePort();
    private Process process;

    private TestBroker() throws IOException, InterruptedException, GeneralSecurityException {
        makeKeys();
        process = begin();
        awaitAnswer();
    }

    public static TestBroker start() throws IOException, InterruptedException, GeneralSecurityException {
        return new TestBroker();
    }

    /** A certificate for this machine that vouches for itself. */
    private void makeKeys() throws IOException, InterruptedException, GeneralSecurityException {
        Path store = keys.resolve("store.p12");
        String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process making = new ProcessBuilder(
                        tool,
                        "-genkeypair",
                        "-alias",
                        "broker",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=broker",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(keys.resolve("log").toFile())
                .start();
        if (making.waitFor() != 0) {
            throw new IllegalStateException(Files.readString(keys.resolve("log")));
        }
        KeyStore made = KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
        write("CERTIFICATE", certificate(), made.getCertificate("broker").getEncoded());
        write(
                "PRIVATE KEY",
                keys.resolve("key.pem"),
                made.getKey("broker", PASSWORD.toCharArray()).getEncoded());
    }

    private static void write(String what, Path file, byte[] content) throws IOException {
        Files.writeString(
                file,
                "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(content) + "\n-----END "
                        + what + "-----\n");
    }

    Path certificate() {
        return keys.resolve("certificate.pem");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Process begin() throws IOException {
        List<String> words = new ArrayList<>(List.of(
                program().toString(),
                SETTINGS.toAbsolutePath().toString(),
                "--bind",
                "127.0.0.1",
                "--port",
                "" + port,
                "--tls-port",
                "" + secretPort,
                "--tls-cert-file",
                certificate().toString(),
                "--tls-key-file",
                keys.resolve("key.pem").toString(),
                "--tls-auth-clients",
                "no",
                "--dir",
                folder.toString(),
                "--requirepass",
                PASSWORD,
                "--user",
                "carrel"));
        words.addAll(RIGHTS);
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
    }

    /** Debian keeps the server in one file with the tools, which is what its first word is. */
    private Path program() throws IOException {
        List<Path> found = new ArrayList<>();
        for (String name : List.of("valkey-server", "redis-server", "valkey-check-rdb", "redis-check-rdb")) {
            Stream.of(System.getenv("PATH").split(File.pathSeparator))
                    .map(place -> Path.of(place, name))
                    .filter(Files::isExecutable)
                    .forEach(found::add);
        }
        if (found.isEmpty()) {
            throw new IllegalStateException("there is no Redis and no Valkey: run ./carrel test");
        }
        Path name = folder.resolve("redis-server");
        Files.deleteIfExists(name);
        return Files.createSymbolicLink(name, found.getFirst());
    }

    private void awaitAnswer() throws InterruptedException, IOException {
        for (int i = 0; i < TRIES && process.isAlive(); i++) {
            try {
                ask(RedisCommands::ping);
                return;
            } catch (RedisException e) {
                Thread.sleep(50);
            }
        }
        throw new IllegalStateException("the broker does not start: " + Files.readString(folder.resolve("log")));
    }

    /** As the kernel's own killer does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Its connections stay, and nothing is answered, until it goes on. */
    void hang() throws IOException, InterruptedException {
        signal("STOP");
    }

    void goOn() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        if (new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor() != 0) {
            throw new IllegalStateException("there is no broker");
        }
    }

    /** With what it had on its disk, or with nothing. */
    public void startAgain(boolean empty) throws IOException, InterruptedException {
        if (empty) {
            FileSystemUtils.deleteRecursively(folder);
            Files.createDirectory(folder);
        }
        process = begin();
        awaitAnswer();
    }

    /** As an operator writes it, for a user who may do what docs/guides/broker.md says and no more. */
    public String url() {
        return "redis://carrel:pass%2Fw%40rd@127.0.0.1:" + port;
    }

    Broker secret() {
        return Broker.parse("rediss://carrel:pass%2Fw%40rd@127.0.0.1:" + secretPort);
    }

    /** Whoever keeps it may ask for anything. */
    public <T> T ask(Function<RedisCommands<String, String>, T> question) {
        RedisURI everything = RedisURI.builder()
                .withHost("127.0.0.1")
                .withPort(port)
                .withPassword(PASSWORD.toCharArray())
                .build();
        try (RedisClient client = RedisClient.create(everything);
                StatefulRedisConnection<String, String> connection = client.connect()) {
            return question.apply(connection.sync());
        }
    }

    /** It has by then forgotten what it says that it will. */
    void pass(Duration time) {
        ask(commands -> {
            for (String key : commands.keys("carrel:*")) {
                long left = commands.pttl(key);
                if (left == -1) {
                    throw new AssertionError(key + " is never forgotten");
                }
                if (left <= time.toMillis()) {
                    commands.del(key);
                }
            }
            return time;
        });
    }

    @Override
    public void close() throws IOException {
        try {
            kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        FileSystemUtils.deleteRecursively(folder);
        FileSystemUtils.deleteRecursively(keys);
    }
}
