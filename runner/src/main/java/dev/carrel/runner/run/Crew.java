package dev.carrel.runner.run;

import dev.carrel.sandbox.Permit;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compilers of one kind that stay, and what is known of their work; the lock of {@link WarmCompilers} guards it. */
final class Crew {
    private static final int MOST = 2;
    private static final int LIFE = 500;
    private static final int REMEMBERED = 51;
    /** Not asked for so long, a compiler is dismissed. */
    private static final Duration UNASKED = Duration.ofMinutes(5);
    /** None is hired for so long when one could not be started, was in the way, or too many were killed. */
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private static final int MOST_KILLED = 3;

    private final Deque<Member> idle = new ArrayDeque<>();
    private final Deque<Duration> took = new ArrayDeque<>();
    private final Deque<Long> killed = new ArrayDeque<>();
    private int all;
    private int starting;
    private long asked;
    private @Nullable Long pausedAt;

    /** One compiler, and the memory that it may use. */
    record Member(WarmCompiler compiler, Permit permit) {
        void dismiss() {
            compiler.close();
            permit.close();
        }
    }

    Crew(long now) {
        this.asked = now;
    }

    /** One that waits, for a program of so many octets; those that cannot take it go. */
    Optional<Member> next(long octets, long now, List<Member> gone) {
        asked = now;
        for (Member member = idle.pollFirst(); member != null; member = idle.pollFirst()) {
            if (member.compiler.canTake(octets)) {
                return Optional.of(member);
            }
            gone.add(member);
            all--;
        }
        return Optional.empty();
    }

    /** One is to wait while others work. */
    boolean wants(long now) {
        return idle.isEmpty() && starting == 0 && all < MOST && isAsked(now) && !isPaused(now);
    }

    private boolean isAsked(long now) {
        return now - asked < UNASKED.toNanos();
    }

    private boolean isPaused(long now) {
        return pausedAt != null && now - pausedAt < PAUSE.toNanos();
    }

    void pause(long now) {
        pausedAt = now;
    }

    void hired() {
        all++;
        starting++;
    }

    boolean entered(Member member) {
        starting--;
        return idle.add(member);
    }

    void notStarted(long now) {
        starting--;
        all--;
        pause(now);
    }

    /** False when it has done its part. */
    boolean takesBack(Member member, Duration time) {
        took.addLast(time);
        if (took.size() > REMEMBERED) {
            took.removeFirst();
        }
        boolean stays = member.compiler.served() < LIFE;
        if (stays) {
            idle.addFirst(member);
        } else {
            all--;
        }
        return stays;
    }

    /** One is no more, by nobody's fault. */
    void gone() {
        all--;
    }

    /** One more that had to be killed; who brings down one after the other is not to cost a start each time. */
    void lost(long now) {
        gone();
        killed.addLast(now);
        killed.removeIf(at -> now - at >= PAUSE.toNanos());
        if (killed.size() >= MOST_KILLED) {
            pause(now);
        }
    }

    /** Of one compilation: three times what is usual, and not less than that. */
    Duration patience(Duration least) {
        List<Duration> sorted = took.stream().sorted().toList();
        Duration thrice =
                sorted.isEmpty() ? least : sorted.get(sorted.size() / 2).multipliedBy(3);
        return thrice.compareTo(least) < 0 ? least : thrice;
    }

    int ready() {
        return idle.size();
    }

    int all() {
        return all;
    }

    /** Takes out those that wait. */
    List<Member> dismissed() {
        List<Member> waiting = List.copyOf(idle);
        all -= waiting.size();
        idle.clear();
        return waiting;
    }

    /** Takes out those that have died, and all when nobody asks any more. */
    List<Member> surplus(long now) {
        if (!isAsked(now)) {
            return dismissed();
        }
        List<Member> dead = new ArrayList<>();
        idle.removeIf(member -> !member.compiler.canTake(0) && dead.add(member));
        all -= dead.size();
        return dead;
    }

    boolean isForgotten(long now) {
        return all == 0 && !isAsked(now);
    }
}
