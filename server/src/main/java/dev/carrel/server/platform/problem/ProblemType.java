package dev.carrel.server.platform.problem;

import java.util.Locale;

/** The kinds of answers that are not what was asked for. Their names are a contract: programs branch on them. */
public enum ProblemType {
    WRONG_REQUEST(400, "The request is wrong", false),
    NOT_SIGNED_IN(401, "Sign in first", false),
    NOT_ALLOWED(403, "Not allowed", false),
    NOT_FOUND(404, "Not found", false),
    WRONG_METHOD(405, "This address does not take that method", false),
    NOT_ACCEPTABLE(406, "No such form of the answer", false),
    CONFLICT(409, "Changed elsewhere meanwhile", false),
    ELSEWHERE(409, "That is done elsewhere", false),
    TOO_LARGE(413, "Too large", false),
    WRONG_CONTENT_TYPE(415, "Wrong content type", false),
    TOO_OFTEN(429, "Too often", true),
    OUR_FAULT(500, "Our fault", false),
    AWAY(503, "Something we need is away", true),
    FULL(503, "Everything is busy", true),
    WAITED_TOO_LONG(504, "It takes longer than this request waits", false);

    private final int status;
    private final String title;
    private final boolean comeBack;

    ProblemType(int status, String title, boolean comeBack) {
        this.status = status;
        this.title = title;
        this.comeBack = comeBack;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** Whether the answer says when to try again. */
    public boolean comeBack() {
        return comeBack;
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String uri() {
        return "urn:carrel:problem:" + wire();
    }
}
