package dev.carrel.protocol;

import java.util.Objects;

/** Bad input, found before anything ran: which field, which rule, what is wrong and what to do about it. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Rule rule;
    private final String field;
    private final String sentence;
    private final String remedy;

    public Refused(Rule rule, String field, String sentence, String remedy) {
        super(sentence);
        this.rule = Objects.requireNonNull(rule);
        this.field = Objects.requireNonNull(field);
        this.sentence = sentence;
        this.remedy = Objects.requireNonNull(remedy);
    }

    public Rule rule() {
        return rule;
    }

    public String field() {
        return field;
    }

    /** The same refusal, of another place that follows the same rule. */
    public Refused at(String otherField) {
        return new Refused(rule, otherField, sentence, remedy);
    }

    /** One sentence that names the input and the rule. */
    public String sentence() {
        return sentence;
    }

    /** One sentence that says what to do. */
    public String remedy() {
        return remedy;
    }
}
