package dev.carrel.server.bus;

import io.lettuce.core.Range;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.StreamMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * For processes that share a Redis or a Valkey. Calls are words on one channel. A stream is one of Redis's own, in
 * which item 7 has the id 7-0, and the end, when 7 was the last, 7-1: Redis itself then takes no item twice. Each
 * writing to it is a script, so that it is one answer, and nothing comes between; the broker forgets a stream by
 * itself.
 */
final class RedisBus implements Bus, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RedisBus.class);
    static final String STREAM = "carrel:stream:";
    private static final String CHANNEL = "carrel:bus";
    private static final String GROWN = "grown";
    private static final String ITEM = "i";
    private static final String END_SEQUENCE = "-1";
    /** What one script does at once: nobody else is served meanwhile. */
    private static final int TOGETHER = 500;

    private static final String LAST = """
            local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
            local number = last and tonumber(string.match(last[1], '^%d+')) or 0
            local over = last and string.match(last[1], '%-1$')
            """;
    /** Arguments: channel, word, memory in ms, the number of the first item, how many are kept; then the items. */
    private static final String APPEND = LAST + """
            if over then return number end
            local before, first = number, tonumber(ARGV[4])
            for i = 6, #ARGV do
              if first + i - 6 == number + 1 then
                number = number + 1
                redis.call('XADD', KEYS[1], 'MAXLEN', ARGV[5], string.format('%d-0', number), 'i', ARGV[i])
              end
            end
            redis.call('PEXPIRE', KEYS[1], ARGV[3])
            if number > before then redis.call('PUBLISH', ARGV[1], ARGV[2]) end
            return number
            """;
    /** Arguments: channel, word, memory in ms. */
    private static final String FINISH = LAST + """
            if not over then
              redis.call('XADD', KEYS[1], string.format('%d-1', number), 'i', '')
            end
            redis.call('PEXPIRE', KEYS[1], ARGV[3])
            redis.call('PUBLISH', ARGV[1], ARGV[2])
            return number
            """;

    private final Listeners listeners = new Listeners();
    private final Bells bells = new Bells();
    private final ExecutorService passing =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("bus").factory());
    private final Duration memory;
    private final Redis redis;

    private RedisBus(Broker broker, BrokerConfig config, Duration memory) throws InterruptedException {
        this.memory = memory;
        listeners.add(GROWN, bells::ring);
        this.redis = Redis.start(broker, config, CHANNEL, this::heard);
    }

    /** Waits for a broker that does not answer, but not for ever. */
    static RedisBus start(Broker broker, BrokerConfig config, Duration memory) throws InterruptedException {
        return new RedisBus(broker, config, memory);
    }

    private void heard(String said) {
        try {
            passing.execute(() -> listeners.tell(said));
        } catch (RejectedExecutionException e) {
            LOG.debug("nobody listens any more: this process stops");
        }
    }

    @Override
    public void call(String channel, String word) {
        redis.ask(commands -> commands.publish(CHANNEL, channel + " " + word));
    }

    @Override
    public void hear(String channel, Consumer<String> listener) {
        listeners.add(channel, listener);
    }

    @Override
    public long append(String stream, long first, List<String> items) {
        long has = first - 1;
        for (int from = 0; from == 0 || from < items.size(); from += TOGETHER) {
            List<String> some = items.subList(from, Math.min(items.size(), from + TOGETHER));
            long number = first + from;
            Optional<Long> last = write(
                    APPEND,
                    stream,
                    Stream.concat(Stream.of(Long.toString(number), Integer.toString(MOST)), some.stream()));
            has = last.orElse(has);
            if (last.isEmpty() || has < number + some.size() - 1) {
                return has;
            }
        }
        return has;
    }

    @Override
    public void end(String stream) {
        write(FINISH, stream, Stream.empty());
    }

    private Optional<Long> write(String script, String stream, Stream<String> more) {
        String[] arguments = Stream.concat(
                        Stream.of(CHANNEL, GROWN + " " + stream, Long.toString(memory.toMillis())), more)
                .toArray(String[]::new);
        return redis.ask(commands ->
                commands.<Long>eval(script, ScriptOutputType.INTEGER, new String[] {STREAM + stream}, arguments));
    }

    @Override
    public Page read(String stream, long after, Duration patience) throws InterruptedException {
        return bells.read(stream, patience, () -> page(stream, after));
    }

    private Page page(String stream, long after) {
        Range<String> later = Range.from(Range.Boundary.including(after + END_SEQUENCE), Range.Boundary.unbounded());
        List<StreamMessage<String, String>> found =
                redis.ask(commands -> commands.xrange(STREAM + stream, later)).orElse(List.of());
        List<String> items = new ArrayList<>();
        boolean over = !found.isEmpty() && found.getLast().getId().endsWith(END_SEQUENCE);
        for (StreamMessage<String, String> one : over ? found.subList(0, found.size() - 1) : found) {
            items.add(one.getBody().getOrDefault(ITEM, ""));
        }
        return new Page(items.isEmpty() ? after + 1 : number(found.getFirst()), items, over);
    }

    private static long number(StreamMessage<String, String> message) {
        String id = message.getId();
        return Long.parseLong(id.substring(0, id.indexOf('-')));
    }

    @Override
    public State state() {
        return redis.isThere()
                ? new State(true, "redis", "Events between processes are passed on by an outside broker.")
                : new State(
                        false,
                        "redis",
                        "The outside broker does not answer: runs go on, events between processes wait for it.");
    }

    @Override
    public void close() {
        redis.close();
        passing.shutdownNow();
    }
}
