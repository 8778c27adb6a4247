package dev.carrel.server.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.server.platform.StartException;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RedisBusTest extends BusContract {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static TestBroker broker;
    private static RedisBus here;
    private static RedisBus there;

    @BeforeAll
    static void start() throws Exception {
        broker = TestBroker.start();
        here = RedisBus.start(broker.secret(), config(PATIENCE), MEMORY);
        there = RedisBus.start(broker.secret(), config(PATIENCE), MEMORY);
    }

    @AfterAll
    static void stop() throws Exception {
        here.close();
        there.close();
        broker.close();
    }

    private static BrokerConfig config(Duration patience) {
        return new BrokerConfig(Optional.empty(), Optional.of(broker.certificate()), patience);
    }

    @Override
    Bus here() {
        return here;
    }

    @Override
    Bus there() {
        return there;
    }

    @Override
    void pass(Duration time) {
        broker.pass(time);
    }

    private void await(boolean well) throws Exception {
        for (int i = 0;
                i < 3000 && (here.state().well() != well || there.state().well() != well);
                i++) {
            Thread.sleep(20);
        }
        assertEquals(well, here.state().well());
        assertEquals(well, there.state().well());
    }

    @Test
    void broker_that_is_killed_fails_nobody_and_is_used_again_when_it_is_back() throws Exception {
        String stream = fresh();
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        there.hear(stream, heard::add);
        assertEquals(1, here.append(stream, 1, List.of("one")));
        broker.kill();
        await(false);
        here.call(stream, "lost");
        assertEquals(1, here.append(stream, 2, List.of("two")));
        here.end(stream);
        assertEquals(new Bus.Page(1, List.of(), false), there.read(stream, 0, Duration.ofMillis(100)));
        assertFalse(here.isVital());
        broker.startAgain(true);
        await(true);
        here.call(stream, "back");
        assertHears("back", heard);
        assertEquals(0, here.append(stream, 2, List.of("two")));
        assertEquals(2, here.append(stream, 1, List.of("one", "two")));
        assertEquals(
                List.of("one", "two"),
                there.read(stream, 0, Duration.ofSeconds(40)).items());
    }

    @Test
    void broker_that_hangs_or_takes_nothing_is_lost_until_it_answers_and_takes() throws Exception {
        broker.hang();
        await(false);
        assertEquals(0, here.append(fresh(), 1, List.of("one")));
        broker.goOn();
        await(true);
        broker.ask(commands -> commands.replicaof("127.0.0.1", 1));
        await(false);
        broker.ask(RedisCommands::replicaofNoOne);
        await(true);
        assertEquals(1, here.append(fresh(), 1, List.of("one")));
    }

    @Test
    void start_ends_by_name_when_the_broker_is_silent_wants_another_password_or_is_vouched_for_by_nobody() {
        Broker plain = Broker.parse(broker.url());
        Broker wrong = Broker.parse(broker.url().replace("pass", "word"));
        String refused = whyNot(wrong, config(PATIENCE));
        assertTrue(refused.startsWith("The broker at " + plain + " does not answer: WRONGPASS"), refused);
        assertFalse(refused.contains("w@rd"), refused);
        Duration soon = Duration.ofMillis(200);
        Broker nobody = new Broker("127.0.0.1", 1, false, "", "", 0);
        String silent = whyNot(nobody, config(soon));
        assertTrue(silent.startsWith("The broker at redis://127.0.0.1:1 does not answer: "), silent);
        String unknown = whyNot(broker.secret(), new BrokerConfig(Optional.empty(), Optional.empty(), soon));
        assertTrue(unknown.contains("unable to find valid certification path"), unknown);
    }

    private static String whyNot(Broker broker, BrokerConfig config) {
        return String.valueOf(assertThrows(StartException.class, () -> RedisBus.start(broker, config, MEMORY))
                .getMessage());
    }
}
