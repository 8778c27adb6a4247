package dev.carrel.server.compat.piston;

import dev.carrel.server.compat.Foreign;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a client of Piston sends: JSON that says that it is. */
final class PistonBody {
    /** The rule that is broken by what is no JSON: Piston answers it in another form. */
    static final String NO_JSON = "json-syntax";

    private PistonBody() {}

    static JsonNode of(byte @Nullable [] body, HttpServletRequest request) {
        String type = request.getContentType();
        if (type == null || !type.startsWith("application/json")) {
            throw new RefusalException(new Refusal.WrongContentType("requests must be of type application/json"));
        }
        return Foreign.read(body == null ? new byte[0] : body)
                .orElseThrow(() -> new RefusalException(
                        new Refusal.WrongRequest("body", NO_JSON, "SyntaxError: The body is not JSON.", "")));
    }
}
