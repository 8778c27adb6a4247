package dev.carrel.server.platform.http;

import dev.carrel.server.platform.problem.Problem;
import dev.carrel.server.platform.problem.Refusal;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Tomcat's own refusals, of requests too broken to reach a handler, in the form of all others. */
public final class LastResort extends ErrorReportValve {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        super.invoke(request, response);
        if (request.getAttribute(BoundedRequest.SLOW) != null) {
            // else Tomcat reads what is still to come, to use the connection again
            request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable fault) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        Refusal refusal = switch (status) {
            case HttpServletResponse.SC_INTERNAL_SERVER_ERROR -> new Refusal.OurFault();
            case HttpServletResponse.SC_REQUEST_TIMEOUT -> BoundedRequest.TOO_SLOW;
            case HttpServletResponse.SC_NOT_FOUND -> new Refusal.NotFound("There is nothing at this address.");
            default ->
                new Refusal.WrongRequest(
                        "request", "http", "This is not a request that HTTP allows.", "Use an HTTP client.");
        };
        String given = response.getHeader(RequestId.HEADER);
        String id = given == null ? RequestId.begin(request) : given;
        byte[] body = JSON.writeValueAsBytes(Problem.of(refusal, id));
        try {
            response.setStatus(refusal.type().status());
            response.setHeader(RequestId.HEADER, id);
            response.setContentType(Problem.CONTENT_TYPE);
            response.getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException | IllegalStateException e) {
            container.getLogger().debug("nobody is left to answer", e);
        }
    }
}
