package dev.carrel.server.remote;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.carrel.server.run.Lease;
import dev.carrel.server.run.Sent;
import java.util.List;

/** What the server answers a runner. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "answer")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Answer.Done.class, name = "done"),
    @JsonSubTypes.Type(value = Answer.Work.class, name = "work"),
    @JsonSubTypes.Type(value = Answer.Typed.class, name = "typed"),
    @JsonSubTypes.Type(value = Answer.Unwanted.class, name = "unwanted"),
    @JsonSubTypes.Type(value = Answer.Counted.class, name = "counted"),
    @JsonSubTypes.Type(value = Answer.Failed.class, name = "failed")
})
sealed interface Answer {
    record Done() implements Answer {}

    record Work(List<Lease> leases) implements Answer {}

    record Typed(List<Sent> inputs) implements Answer {}

    record Unwanted(List<Question.Held> leases) implements Answer {}

    record Counted(boolean counted) implements Answer {}

    /** It was not done; ask again. */
    record Failed(String sentence) implements Answer {}

    /** An answer on the wire, to the question of that number. */
    record Reply(long n, Answer answer) {}
}
