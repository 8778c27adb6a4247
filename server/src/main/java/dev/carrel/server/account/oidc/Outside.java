package dev.carrel.server.account.oidc;

import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * Calls to one server that is not ours: bounded in time and in size, and never redirected. One that did not answer is
 * left alone for a while, so that nobody waits for it in vain; the first call after that asks again.
 */
public final class Outside {
    private static final Logger LOG = LoggerFactory.getLogger(Outside.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration REST = Duration.ofSeconds(10);
    private static final long MOST_BYTES = 1 << 20;
    private static final int FAILED = 500;
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    private final String what;
    private final JsonMapper json;
    private final Clock clock;
    private volatile Instant restsUntil = Instant.MIN;

    /** @param what it is called in a refusal */
    public Outside(String what, JsonMapper json, Clock clock) {
        this.what = what;
        this.json = json;
        this.clock = clock;
    }

    /** @param body missing where it was no JSON */
    public record Answer(int status, JsonNode body) {
        public boolean isGood() {
            return status / 100 == 2;
        }
    }

    static HttpRequest.Builder to(URI address) {
        return HttpRequest.newBuilder(address).timeout(PATIENCE).header("Accept", "application/json");
    }

    /** @throws RefusalException when it is away */
    public Answer ask(HttpRequest.Builder request) {
        if (clock.instant().isBefore(restsUntil)) {
            throw away();
        }
        HttpRequest whole = request.timeout(PATIENCE).build();
        try {
            HttpResponse<byte[]> answer =
                    CLIENT.send(whole, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
            if (answer.statusCode() >= FAILED) {
                throw failed(whole.uri(), "it answered " + answer.statusCode());
            }
            return new Answer(answer.statusCode(), read(answer.body()));
        } catch (IOException e) {
            throw failed(whole.uri(), e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw away();
        }
    }

    private JsonNode read(byte[] body) {
        try {
            return json.readTree(body);
        } catch (JacksonException e) {
            return MissingNode.getInstance();
        }
    }

    private RefusalException failed(URI address, String how) {
        restsUntil = clock.instant().plus(REST);
        LOG.warn("{} does not answer at {}: {}", what, address.getHost(), how);
        return away();
    }

    private RefusalException away() {
        return new RefusalException(new Refusal.Away(what, REST));
    }
}
