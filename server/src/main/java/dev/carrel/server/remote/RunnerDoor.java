package dev.carrel.server.remote;

import dev.carrel.server.platform.http.Sockets;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
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
        if (name == null || !NAMED.matcher(name).matches() || !Sockets.isAskedFor(request)) {
            throw new RefusalException(new Refusal.WrongRequest(
                    "request", "not-a-runner", "Only a runner comes in here.", "Start one: carrel up --role runner."));
        }
        Sockets.open(request, response, new Phone(conversations.with(name)));
    }

    private void check(@Nullable String shown) {
        if (token.isEmpty()) {
            throw new RefusalException(
                    new Refusal.NotAllowed(
                            "No runner comes in from outside: CARREL_RUNNER_TOKEN is not set here; set it, and give the runner the same."));
        }
        byte[] expected = ("Bearer " + token.get()).getBytes(StandardCharsets.UTF_8);
        byte[] given = (shown == null ? "" : shown).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(expected, given)) {
            throw new RefusalException(new Refusal.NotSignedIn(
                    "This is not the token of a runner: give it the CARREL_RUNNER_TOKEN that this server has."));
        }
    }
}
