package dev.carrel.server.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.RunRequest;
import dev.carrel.protocol.Status;
import dev.carrel.server.remote.LinkServer;
import dev.carrel.server.remote.RemoteLink;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** From a process of its own, over a real connection. */
class RemoteLinkTest extends LinkContract {
    private static final String TOKEN = "kV2n8Xq0Zr7Lw4Tb9Hc1Js6Mf3Pg5Yd+";

    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    @Override
    RunnerLink open(RunHouse house) throws Exception {
        LinkServer server = LinkServer.start(house.leases, house.config, TOKEN);
        RemoteLink link = new RemoteLink(server.address(), RUNNER, TOKEN);
        open.push(server);
        open.push(link);
        return link;
    }

    @Override
    void close(RunnerLink link) throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    @Override
    RunRequest carried(RunRequest request) {
        return LinkServer.carried(request);
    }

    @Test
    void what_was_asked_on_a_connection_that_broke_is_done_once_and_answered_on_the_next() throws Exception {
        try (RunHouse house = newHouse();
                LinkServer other = LinkServer.start(house.leases, house.config, TOKEN);
                RemoteLink link = new RemoteLink(other.address(), RUNNER, TOKEN)) {
            for (int i = 0; i < 5; i++) {
                RunId id = house.submit("a");
                house.line.look();
                Thread cutter = Thread.ofVirtual().start(other::cut);
                List<Lease> leases = link.lease(RUNNER, new Room(5, 0), Duration.ofMillis(300));
                assertEquals(List.of(id), leases.stream().map(Lease::id).toList());
                cutter.join();
                Thread again = Thread.ofVirtual().start(other::cut);
                assertTrue(link.finish(leases.getFirst(), RunHouse.result(leases.getFirst(), Status.OK)));
                again.join();
                assertEquals(Status.OK, house.storedResult(id).status());
            }
        }
    }

    @Test
    void runner_of_the_version_before_has_no_place_for_programs_that_somebody_types_to() {
        assertEquals(
                new Room(5, 0, 3, Set.of("python")),
                LinkServer.room("{\"interactive\": 5, \"graded\": 3, \"languages\": [\"python\"]}"));
    }

    @Test
    void lease_of_a_server_that_was_started_anew_goes_on() throws Exception {
        try (RunHouse house = newHouse()) {
            RunId id = house.submit("a");
            Lease lease = house.leaseOne();
            try (LinkServer next = LinkServer.start(house.startedAnew(), house.config, TOKEN);
                    RemoteLink known = new RemoteLink(next.address(), RUNNER, TOKEN);
                    RemoteLink stranger = new RemoteLink(next.address(), "stranger", TOKEN)) {
                assertEquals(Set.of(lease), stranger.renew(List.of(lease)));
                assertFalse(stranger.finish(lease, RunHouse.result(lease, Status.OK)));
                assertEquals(Set.of(), known.renew(List.of(lease)));
                assertTrue(known.finish(lease, RunHouse.result(lease, Status.OK)));
                assertEquals("attempt 1", house.storedResult(id).message());
            }
        }
    }
}
