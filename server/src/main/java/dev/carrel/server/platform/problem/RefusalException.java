package dev.carrel.server.platform.problem;

/** Carries a refusal to the one place that answers with it. */
public final class RefusalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    public RefusalException(Refusal refusal) {
        super(
                refusal.sentence(),
                null,
                false,
                false); // who refuses is told by the refusal, and many are refused at once
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
