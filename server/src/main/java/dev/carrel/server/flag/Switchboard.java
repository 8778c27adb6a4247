package dev.carrel.server.flag;

import dev.carrel.server.platform.identity.Register;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Changes of flags: each is noted with who made it, and told to every process. */
@Component
class Switchboard {
    private static final int MOST = 200;

    private final FlagTable table;
    private final Flags flags;
    private final Register register;
    private final TransactionTemplate transactions;

    Switchboard(FlagTable table, Flags flags, Register register, TransactionTemplate transactions) {
        this.table = table;
        this.flags = flags;
        this.register = register;
        this.transactions = transactions;
    }

    FlagTable.Kept create(Flag flag, UUID by) {
        demandPeople(flag, Set.of());
        return noted(FlagTable.What.CREATED, flag, by, () -> {
            if (!table.add(flag, MOST)) {
                throw new RefusalException(new Refusal.WrongRequest(
                        "name",
                        "flag-taken",
                        "There is a flag \"" + flag.name() + "\" already, or there are " + MOST + " flags.",
                        "Change that one, or delete what nobody asks for any more."));
            }
        });
    }

    FlagTable.Kept change(Flag flag, long revision, UUID by) {
        demandPeople(flag, Set.copyOf(kept(flag.name()).flag().userWhitelist()));
        return noted(FlagTable.What.CHANGED, flag, by, () -> {
            if (!table.change(flag, revision)) {
                throw new RefusalException(new Refusal.Conflict(
                        "The flag \"" + flag.name() + "\" was changed elsewhere.",
                        table.find(flag.name()).map(FlagTable.Kept::revision).orElse(0L),
                        null,
                        null,
                        null,
                        null));
            }
        });
    }

    /** Whatever others do to it at the same time. */
    void switchOff(String name, UUID by) {
        FlagTable.Kept now = kept(name);
        while (now.flag().enabled()) {
            Flag off = now.flag().switchedOff();
            long revision = now.revision();
            boolean done = noteIf(table -> table.change(off, revision), FlagTable.What.SWITCHED_OFF, name, by, off);
            now = kept(name);
            if (done) {
                break;
            }
        }
        flags.changed();
    }

    void delete(String name, UUID by) {
        if (!noteIf(table -> table.drop(name), FlagTable.What.DELETED, name, by, null)) {
            throw none();
        }
        flags.changed();
    }

    /** Of somebody who goes. */
    void unlist(UUID person) {
        for (FlagTable.Kept kept : table.all()) {
            for (Optional<FlagTable.Kept> now = Optional.of(kept);
                    now.isPresent()
                            && now.get().flag().userWhitelist().contains(person.toString())
                            && !table.change(
                                    now.get().flag().without(person), now.get().revision()); ) {
                now = table.find(kept.flag().name());
            }
        }
        flags.changed();
    }

    FlagTable.Kept kept(String name) {
        return table.find(name).orElseThrow(Switchboard::none);
    }

    private static RefusalException none() {
        return new RefusalException(new Refusal.NotFound("There is no such flag."));
    }

    private interface Step {
        boolean take(FlagTable table);
    }

    private boolean noteIf(Step step, FlagTable.What what, String name, UUID by, @Nullable Flag now) {
        return Boolean.TRUE.equals(transactions.execute(_ -> {
            boolean taken = step.take(table);
            if (taken) {
                table.note(what, name, by, now);
            }
            return taken;
        }));
    }

    private FlagTable.Kept noted(FlagTable.What what, Flag flag, UUID by, Runnable step) {
        transactions.executeWithoutResult(_ -> {
            step.run();
            table.note(what, flag.name(), by, flag);
        });
        flags.changed();
        return kept(flag.name());
    }

    private void demandPeople(Flag flag, Set<String> known) {
        List<String> strangers = flag.userWhitelist().stream()
                .filter(id -> !known.contains(id) && !register.has(UUID.fromString(id)))
                .toList();
        if (!strangers.isEmpty()) {
            throw new RefusalException(new Refusal.WrongRequest(
                    "userWhitelist",
                    "person",
                    "There is nobody with the id " + strangers.getFirst() + ".",
                    "List people by their ids."));
        }
    }
}
