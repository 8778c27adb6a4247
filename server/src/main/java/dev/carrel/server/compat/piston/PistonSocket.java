package dev.carrel.server.compat.piston;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.Refused;
import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.RunRequest;
import dev.carrel.protocol.Status;
import dev.carrel.server.compat.Foreign;
import dev.carrel.server.compat.Signal;
import dev.carrel.server.platform.identity.Who;
import dev.carrel.server.platform.problem.RefusalException;
import dev.carrel.server.run.Input;
import dev.carrel.server.run.Reception;
import dev.carrel.server.run.RunId;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import tools.jackson.databind.JsonNode;

/**
 * One client of Piston at one program. Its signals arrive, what it may be sent has a bound, and the program goes with
 * it: three things that the original promises and does not keep.
 */
final class PistonSocket extends Endpoint {
    private static final Logger LOG = LoggerFactory.getLogger(PistonSocket.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long SILENT_MS = 1000;
    private static final int MESSAGE = 1 << 20;

    private final Who who;
    private final Reception reception;
    private final Function<JsonNode, Execute> reader;
    /** Held to send and to close: a message that meets a close half done tears the connection. */
    private final ReentrantLock speaking = new ReentrantLock();

    private boolean closed;
    private volatile boolean begun;
    private volatile boolean over;
    private volatile @Nullable RunId run;

    PistonSocket(Who who, Reception reception, Function<JsonNode, Execute> reader) {
        this.who = who;
        this.reception = reception;
        this.reader = reader;
    }

    /** Piston's reasons to end a conversation. */
    private enum End {
        ALREADY_INITIALIZED(4000, "Already Initialized"),
        INITIALIZATION_TIMEOUT(4001, "Initialization Timeout"),
        NOTIFIED_ERROR(4002, "Notified Error"),
        NOT_YET_INITIALIZED(4003, "Not yet initialized"),
        ONLY_STDIN(4004, "Can only write to stdin"),
        INVALID_SIGNAL(4005, "Invalid signal"),
        COMPLETED(4999, "Job Completed");

        private final int code;
        private final String words;

        End(int code, String words) {
            this.code = code;
            this.words = words;
        }
    }

    @Override
    public void onOpen(Session session, EndpointConfig config) {
        session.setMaxTextMessageBufferSize(MESSAGE);
        session.addMessageHandler(String.class, (MessageHandler.Whole<String>) text -> heard(session, text));
        Thread.ofVirtual().name("piston-init").start(() -> {
            try {
                Thread.sleep(SILENT_MS);
                if (!begun) {
                    close(session, End.INITIALIZATION_TIMEOUT);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void heard(Session session, String text) {
        try {
            JsonNode message = Foreign.read(text.getBytes(StandardCharsets.UTF_8))
                    .orElseThrow(() -> Execute.wrong("The message is not JSON."));
            switch (message.path("type").asString("")) {
                case "init" -> init(session, message);
                case "data" -> data(session, message);
                case "signal" -> signal(session, message);
                default -> throw Execute.wrong("The message has none of the types init, data, signal.");
            }
        } catch (RefusalException e) {
            failed(session, e.refusal().sentence());
        } catch (Refused e) {
            failed(session, e.sentence() + " " + e.remedy());
        } catch (DataAccessException e) {
            LOG.warn("a run cannot be promised: {}", e.getMessage());
            failed(session, "Nothing can be started at the moment.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void failed(Session session, String sentence) {
        say(session, Map.of("type", "error", "message", sentence));
        close(session, End.NOTIFIED_ERROR);
    }

    private void init(Session session, JsonNode message) throws InterruptedException {
        if (begun) {
            close(session, End.ALREADY_INITIALIZED);
            return;
        }
        begun = true;
        Execute execute = reader.apply(message);
        RunId id = reception.submit(PistonRequest.of(execute, new RunRequest.Input.Live()), who);
        run = id;
        reception.sit(id);
        say(
                session,
                Map.of(
                        "type", "runtime",
                        "language", execute.runtime().language(),
                        "version", execute.runtime().version().toString()));
        if (!execute.stdin().isEmpty()) {
            reception.type(id, new Input.Octets(Bytes.ofText(execute.stdin())), PATIENCE);
        }
        Thread.ofVirtual().name("piston-" + id).start(() -> show(session, id));
    }

    private void data(Session session, JsonNode message) throws InterruptedException {
        RunId id = run;
        if (id == null) {
            close(session, End.NOT_YET_INITIALIZED);
        } else if (!message.path("stream").asString("").equals("stdin")) {
            close(session, End.ONLY_STDIN);
        } else {
            reception.type(
                    id, new Input.Octets(Bytes.ofText(message.path("data").asString(""))), PATIENCE);
        }
    }

    private void signal(Session session, JsonNode message) throws InterruptedException {
        RunId id = run;
        OptionalInt number = Signal.number(message.path("signal").asString(""));
        if (id == null) {
            close(session, End.NOT_YET_INITIALIZED);
        } else if (number.isEmpty()) {
            close(session, End.INVALID_SIGNAL);
        } else {
            reception.type(id, new Input.Signal(number.getAsInt()), PATIENCE);
        }
    }

    private void show(Session session, RunId id) {
        try {
            reception.watch(id, new Reception.Watcher() {
                @Override
                public void events(List<RunEvent> events) {
                    events.forEach(event -> tell(session, event));
                }

                @Override
                public void silence() throws IOException {
                    session.getBasicRemote().sendPing(ByteBuffer.allocate(0));
                }
            });
            close(session, End.COMPLETED);
        } catch (IOException | RuntimeException e) {
            LOG.debug("nobody looks at {} any more: {}", id, e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(Session session, RunEvent event) {
        switch (event) {
            case RunEvent.StageStarted started ->
                say(session, Map.of("type", "stage", "stage", started.stage().wire()));
            case RunEvent.Output piece ->
                say(
                        session,
                        Map.of(
                                "type", "data",
                                "stream", piece.stream().wire(),
                                "data", piece.text()));
            case RunEvent.StageEnded ended -> say(session, exit(ended));
            case RunEvent.Finished _ -> over = true;
            case RunEvent.TestEnded _, RunEvent.Restarted _ -> {}
        }
    }

    private static Map<String, @Nullable Object> exit(RunEvent.StageEnded ended) {
        boolean stopped = ended.status() == Status.TIME_LIMIT
                || ended.status() == Status.MEMORY_LIMIT
                || ended.status() == Status.OUTPUT_LIMIT;
        Map<String, @Nullable Object> exit = new LinkedHashMap<>();
        exit.put("type", "exit");
        exit.put("stage", ended.stage().wire());
        exit.put("code", stopped ? null : ended.exitCode());
        exit.put("signal", stopped ? "SIGKILL" : ended.signal() == null ? null : Signal.name(ended.signal()));
        return exit;
    }

    private void say(Session session, Object message) {
        speaking.lock();
        try {
            if (!closed) {
                session.getBasicRemote().sendText(Foreign.text(message));
            }
        } catch (IOException e) {
            LOG.debug("nobody hears it: {}", e.toString());
        } finally {
            speaking.unlock();
        }
    }

    private void close(Session session, End end) {
        speaking.lock();
        try {
            if (!closed) {
                closed = true;
                session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(end.code), end.words));
            }
        } catch (IOException e) {
            LOG.debug("already closed", e);
        } finally {
            speaking.unlock();
        }
    }

    @Override
    public void onClose(Session session, CloseReason reason) {
        RunId id = run;
        if (id != null) {
            try {
                reception.leave(id, over);
            } catch (DataAccessException e) {
                LOG.warn("{} cannot be cancelled: {}", id, e.getMessage());
            }
        }
    }

    @Override
    public void onError(Session session, Throwable fault) {
        LOG.debug("a socket of Piston: {}", fault.toString());
    }
}
