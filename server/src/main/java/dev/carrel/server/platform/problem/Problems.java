package dev.carrel.server.platform.problem;

import dev.carrel.protocol.Refused;
import dev.carrel.server.platform.http.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;

/** The one place where what went wrong becomes an answer. What is nobody's fault but ours is logged here. */
@RestControllerAdvice
public class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration LATER = Duration.ofSeconds(30);
    private static final String DISK_FULL = "53100";
    private static final String LOOK_IT_UP = "Look it up in the description of the API, at /openapi.json.";

    @ExceptionHandler
    @Nullable
    ResponseEntity<Problem> answer(Exception fault, HttpServletRequest request) {
        return told(fault, request).map(refusal -> answer(refusal, request)).orElse(null);
    }

    /** What to tell whoever asked, in whichever form; empty when nobody is left. */
    public static Optional<Refusal> told(Exception fault, HttpServletRequest request) {
        if (nobodyIsLeft(fault)) {
            return Optional.empty();
        }
        Refusal refusal = refusal(fault);
        if (refusal.type() == ProblemType.OUR_FAULT) {
            LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), fault);
        } else if (refusal.type() == ProblemType.AWAY || fault instanceof DataAccessException) {
            LOG.warn("{} {} refused: {}", request.getMethod(), request.getRequestURI(), String.valueOf(fault));
        }
        return Optional.of(refusal);
    }

    private static boolean nobodyIsLeft(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof AsyncRequestNotUsableException || cause instanceof ReaderGone) {
                return true;
            }
        }
        return false;
    }

    private static ResponseEntity<Problem> answer(Refusal refusal, HttpServletRequest request) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.parseMediaType(Problem.CONTENT_TYPE));
        headers.setCacheControl("no-store");
        Problem.retryAfter(refusal).ifPresent(after -> headers.set(HttpHeaders.RETRY_AFTER, after));
        if (refusal instanceof Refusal.NotSignedIn) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        if (refusal instanceof Refusal.WrongMethod(String _, Set<String> allowed)) {
            headers.set(HttpHeaders.ALLOW, String.join(", ", allowed));
        }
        if (refusal instanceof Refusal.TooOften often && often.limit() != null) {
            headers.set(RateLimit.POLICY, often.limit().policy());
            headers.set(RateLimit.HEADER, often.limit().state());
        }
        return ResponseEntity.status(refusal.type().status())
                .headers(headers)
                .body(Problem.of(refusal, RequestId.of(request)));
    }

    private static Refusal refusal(Exception fault) {
        return switch (fault) {
            case RefusalException refused -> refused.refusal();
            case Refused refused -> Refusal.of(refused);
            case HttpMessageNotReadableException unreadable -> unreadable(unreadable);
            case NoHandlerFoundException _ -> new Refusal.NotFound("There is nothing at this address.");
            case HttpRequestMethodNotSupportedException method ->
                new Refusal.WrongMethod(
                        method.getMethod(),
                        method.getSupportedMethods() == null ? Set.of() : Set.of(method.getSupportedMethods()));
            case HttpMediaTypeNotSupportedException _ ->
                new Refusal.WrongContentType("Send JSON, with the header Content-Type: application/json.");
            case HttpMediaTypeNotAcceptableException _ ->
                new Refusal.NotAcceptable("This address cannot answer in the form that the header Accept asks for.");
            case MethodArgumentTypeMismatchException wrong ->
                new Refusal.WrongRequest(
                        wrong.getName(),
                        "wrong-type",
                        "The value of " + wrong.getName() + " is not "
                                + WrongJson.kind(wrong.getRequiredType()).orElse("what it should be") + ".",
                        LOOK_IT_UP);
            case MissingServletRequestParameterException missing -> missing(missing.getParameterName());
            case MissingRequestHeaderException missing -> missing(missing.getHeaderName());
            case ServletRequestBindingException _ -> missing("query");
            case DataAccessException full
            when isDiskFull(full) ->
                new Refusal.Full(
                        "There is no room to keep anything at the moment. Nothing was promised; "
                                + Refusal.again(LATER),
                        LATER);
            case CannotGetJdbcConnectionException away -> database(away);
            case CannotCreateTransactionException away -> database(away);
            case DataAccessResourceFailureException _,
                    TransientDataAccessException _,
                    RecoverableDataAccessException _,
                    TransactionSystemException _ -> new Refusal.Away("database", SOON);
            case UncategorizedSQLException closed when isClosed(closed) -> new Refusal.Away("database", SOON);
            default -> new Refusal.OurFault();
        };
    }

    private static Refusal missing(String name) {
        return new Refusal.WrongRequest(name, "missing", "The request lacks \"" + name + "\".", LOOK_IT_UP);
    }

    /** All connections in use is another thing than no database: the pool says so by having some. */
    private static Refusal database(Exception away) {
        for (Throwable cause = away; cause != null; cause = cause.getCause()) {
            String text = String.valueOf(cause.getMessage());
            if (cause instanceof SQLTransientConnectionException && !text.contains("total=0")) {
                return new Refusal.Full("Everything is busy at the moment; " + Refusal.again(SOON), SOON);
            }
        }
        return new Refusal.Away("database", SOON);
    }

    private static boolean isDiskFull(DataAccessException fault) {
        return fault.getCause() instanceof SQLException cause && DISK_FULL.equals(cause.getSQLState());
    }

    /** A connection that was found closed on our side; what the database itself says has a code. */
    private static boolean isClosed(UncategorizedSQLException fault) {
        SQLException cause = fault.getSQLException();
        return cause != null && cause.getSQLState() == null;
    }

    private static Refusal unreadable(HttpMessageNotReadableException fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof RefusalException refused) {
                return refused.refusal();
            }
            if (cause instanceof Refused refused) {
                return Refusal.of(refused);
            }
        }
        Throwable cause = fault.getCause();
        return cause instanceof IOException ? new Refusal.OurFault() : WrongJson.refusal(cause);
    }
}
