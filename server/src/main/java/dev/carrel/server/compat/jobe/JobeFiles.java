package dev.carrel.server.compat.jobe;

import dev.carrel.protocol.Bytes;
import dev.carrel.server.database.ModuleSchema;
import dev.carrel.server.platform.identity.Belongings;
import dev.carrel.server.platform.identity.Who;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Files that clients leave before a run: a cache, as Jobe's is, whose oldest go first. Whoever finds one missing sends
 * it again. Ids are the clients' own, so each owner has a space of theirs: nobody can put a file under another's id.
 */
@Component
class JobeFiles implements Belongings {
    private static final long MOST_OF_ONE = 64L << 20;
    private static final long MOST = 1L << 30;
    /** What a row costs beside its octets. */
    private static final int ROW = 1000;
    /** How exactly the last use is known: one write an hour will do. */
    private static final Duration NEARLY = Duration.ofHours(1);

    private final JdbcClient jdbc;
    private final Clock clock;

    JobeFiles(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Configuration(proxyBeanMethods = false)
    static class Tables {
        @Bean
        static ModuleSchema compatSchema() {
            return new ModuleSchema("compat");
        }
    }

    void keep(String owner, String id, Bytes content) {
        jdbc.sql("insert into compat.file (owner, id, content, used) values (:owner, :id, :content, :now)"
                        + " on conflict (owner, id) do update set content = excluded.content, used = excluded.used")
                .param("owner", owner)
                .param("id", id)
                .param("content", content.toArray())
                .param("now", now())
                .update();
        drop("partition by owner ", "where owner = :owner", Map.of("owner", owner, "most", MOST_OF_ONE));
    }

    /** Keeps the newest of what is together no more than the most. */
    private void drop(String by, String where, Map<String, Object> params) {
        jdbc.sql("delete from compat.file where (owner, id) in (select owner, id from (select owner, id,"
                        + " sum(octet_length(content) + " + ROW + ") over (" + by
                        + "order by used desc, owner, id) as total from compat.file " + where
                        + ") kept where total > :most)")
                .params(params)
                .update();
    }

    boolean has(String owner, String id) {
        return jdbc.sql("select count(*) from compat.file where owner = :owner and id = :id")
                        .param("owner", owner)
                        .param("id", id)
                        .query(Long.class)
                        .single()
                > 0;
    }

    Optional<Bytes> find(String owner, String id) {
        Optional<Bytes> found = jdbc.sql("select content from compat.file where owner = :owner and id = :id")
                .param("owner", owner)
                .param("id", id)
                .query((row, _) -> Bytes.of(row.getBytes("content")))
                .optional();
        if (found.isPresent()) {
            jdbc.sql("update compat.file set used = :now where owner = :owner and id = :id and used < :then")
                    .param("owner", owner)
                    .param("id", id)
                    .param("now", now())
                    .param("then", Timestamp.from(clock.instant().minus(NEARLY)))
                    .update();
        }
        return found;
    }

    /** Forgets what nobody has used for so long, and the oldest of what is too much for all. */
    void forget(Duration unused) {
        jdbc.sql("delete from compat.file where used < :then")
                .param("then", Timestamp.from(clock.instant().minus(unused)))
                .update();
        drop("", "", Map.of("most", MOST));
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    @Override
    public String name() {
        return "jobe-files";
    }

    @Override
    public void export(UUID person, Export into) throws IOException {
        String owner = Who.Person.owner(person);
        for (String id : jdbc.sql("select id from compat.file where owner = :owner order by id")
                .param("owner", owner)
                .query((row, _) -> row.getString("id"))
                .list()) {
            Optional<Bytes> content = find(owner, id);
            if (content.isPresent()) {
                into.add(id, content.get().toArray());
            }
        }
    }

    @Override
    public boolean erase(UUID person) {
        jdbc.sql("delete from compat.file where owner = :owner")
                .param("owner", Who.Person.owner(person))
                .update();
        return true;
    }

    @Override
    public long unusedSince(UUID person, Instant then) {
        return jdbc.sql("select count(*) from compat.file where owner = :owner and used < :then")
                .param("owner", Who.Person.owner(person))
                .param("then", Timestamp.from(then))
                .query(Long.class)
                .single();
    }

    @Override
    public void eraseUnusedSince(UUID person, Instant then) {
        jdbc.sql("delete from compat.file where owner = :owner and used < :then")
                .param("owner", Who.Person.owner(person))
                .param("then", Timestamp.from(then))
                .update();
    }
}
