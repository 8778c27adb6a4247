package dev.carrel.server.remote;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.RunResult;
import dev.carrel.server.run.Lane;
import dev.carrel.server.run.Lease;
import dev.carrel.server.run.Offer;
import dev.carrel.server.run.Room;
import dev.carrel.server.run.RunId;
import java.util.List;

/** What a runner says: one for each method of the link. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "ask")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Question.Join.class, name = "join"),
    @JsonSubTypes.Type(value = Question.Leave.class, name = "leave"),
    @JsonSubTypes.Type(value = Question.Work.class, name = "work"),
    @JsonSubTypes.Type(value = Question.Inputs.class, name = "inputs"),
    @JsonSubTypes.Type(value = Question.Renew.class, name = "renew"),
    @JsonSubTypes.Type(value = Question.Append.class, name = "append"),
    @JsonSubTypes.Type(value = Question.GiveBack.class, name = "give-back"),
    @JsonSubTypes.Type(value = Question.Finish.class, name = "finish")
})
sealed interface Question {
    record Join(Offer offer) implements Question {}

    record Leave() implements Question {}

    record Work(Room room, long patienceMs) implements Question {}

    record Inputs(long patienceMs) implements Question {}

    record Renew(List<Held> held, long patienceMs) implements Question {}

    record Append(Held lease, List<RunEvent> events) implements Question {}

    record GiveBack(Held lease) implements Question {}

    record Finish(Held lease, RunResult result) implements Question {}

    /** A lease without the work: both sides know that. */
    record Held(RunId id, int attempt, Lane lane) {
        static Held of(Lease lease) {
            return new Held(lease.id(), lease.attempt(), lease.lane());
        }
    }

    /**
     * A question on the wire.
     *
     * @param n counts from 1 in a runner's life; a question that comes twice is answered twice and done once
     * @param from questions before this one are answered and heard: their answers may be forgotten
     */
    record Call(long n, long from, Question question) {}
}
