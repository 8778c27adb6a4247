package dev.carrel.server.compat;

import dev.carrel.server.platform.problem.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.ResponseEntity;

/** A controller that answers as another system does. */
public interface Face {
    CompatConfig.Access access();

    /** What all its addresses begin with, at the main port. */
    List<String> bases();

    /** The headers in which its clients show a key, the one that counts first. */
    List<String> keyHeaders();

    /** Whether the query may have a key too, by the name of such a header. */
    default boolean takesKeyInQuery() {
        return false;
    }

    /** Whether somebody at this address may call at all. */
    default boolean admits(String address) {
        return true;
    }

    /** What that system says when it cannot do what it was asked. */
    ResponseEntity<byte[]> refusal(Refusal refusal, HttpServletRequest request);
}
