package dev.carrel.server.remote;

import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.Endpoint;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Where runners come in. Who shows the token may take any run there is: it opens this door and no other. */
@RestController
class RunnerDoor {
    static final String PATH = "/runners/link";
    static final String NAME = "X-Carrel-Runner";
    private static final Pattern NAMED = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private final Conversations conversations;
    private final Optional<String> token;

    RunnerDoor(Conversations conversations, RemoteConfig config) {
        this.conversations = conversations;
        this.token = config.token();
    }

    @GetMapping(PATH)
    void link(
            @RequestHeader(name = "Authorization", required = false) @Nullable String shown,
            @RequestHeader(name = NAME, required = false) @Nullable String name,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, ServletException {
        check(shown);
        if (name == null
                || !NAMED.matcher(name).matches()
                || !"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            throw new RefusalException(new Refusal.WrongRequest(
                    "request", "not-a-runner", "Only a runner comes in here.", "Start one: carrel up --role runner."));
        }
        Conversation conversation = conversations.with(name);
        Wire.open(request, response, conversation);
    }

    private void check(@Nullable String shown) {
        if (token.isEmpty()) {
            throw new RefusalException(
                    new Refusal.NotAllowed("No runner comes in from outside: CARREL_RUNNER_TOKEN is not set here."));
        }
        byte[] expected = ("Bearer " + token.get()).getBytes(StandardCharsets.UTF_8);
        byte[] given = (shown == null ? "" : shown).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(expected, given)) {
            throw new RefusalException(new Refusal.NotSignedIn("This is not the token of a runner."));
        }
    }

    /** Hands the connection over to its conversation. */
    private static final class Wire extends ServerEndpointConfig.Configurator {
        private final Conversation conversation;

        private Wire(Conversation conversation) {
            this.conversation = conversation;
        }

        static void open(HttpServletRequest request, HttpServletResponse response, Conversation conversation)
                throws IOException, ServletException {
            Object container = request.getServletContext().getAttribute(ServerContainer.class.getName());
            if (!(container instanceof ServerContainer sockets)) {
                throw new IllegalStateException("this server speaks no WebSocket");
            }
            ServerEndpointConfig config = ServerEndpointConfig.Builder.create(Phone.class, PATH)
                    .configurator(new Wire(conversation))
                    .build();
            try {
                sockets.upgradeHttpToWebSocket(request, response, config, Map.of());
            } catch (jakarta.websocket.DeploymentException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public <T> T getEndpointInstance(Class<T> kind) {
            Endpoint phone = new Phone(conversation);
            return kind.cast(phone);
        }
    }
}
