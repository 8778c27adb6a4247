package dev.carrel.server.platform.http;

import dev.carrel.server.platform.problem.Problem;
import dev.carrel.server.platform.problem.Refusal;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.cors.DefaultCorsProcessor;
import tools.jackson.databind.json.JsonMapper;

/** Answers a page of another origin as everything else is answered. */
final class OtherOrigin extends DefaultCorsProcessor {
    private final JsonMapper json;

    OtherOrigin(JsonMapper json) {
        this.json = json;
    }

    @Override
    protected void rejectRequest(ServerHttpResponse response) throws IOException {
        response.setStatusCode(HttpStatus.FORBIDDEN);
        response.getHeaders().set(HttpHeaders.CONTENT_TYPE, Problem.CONTENT_TYPE);
        String id = response.getHeaders().getFirst(RequestId.HEADER);
        Refusal refusal = new Refusal.NotAllowed("Pages of this origin may not call here.");
        response.getBody().write(json.writeValueAsBytes(Problem.of(refusal, id == null ? "none" : id)));
        response.flush();
    }
}
