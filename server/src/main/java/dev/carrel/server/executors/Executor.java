package dev.carrel.server.executors;

import dev.carrel.protocol.RunRequest;
import java.util.Optional;

/** A service elsewhere that runs programs. */
interface Executor {
    /** As people know it, such as "judge0 at judge0.example.org:2358". */
    String service();

    /** What runs that language there, in its own words. */
    String runtime(String theirs) throws Fault, InterruptedException;

    /** A fault where it is not known what became of the run. */
    Told run(Errand errand) throws Fault, InterruptedException;

    /** What of a request this kind of service has nothing for; empty when it has something for everything. */
    Optional<Lack> lacks(RunRequest request);
}
