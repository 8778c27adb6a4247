package dev.carrel.server.run;

import dev.carrel.server.database.ModuleSchema;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** One partition of each table a day: made two days ahead, dropped with all that is in it when its time is over. */
@Component
class Partitions {
    private static final Logger LOG = LoggerFactory.getLogger(Partitions.class);
    private static final List<String> TABLES = List.of("run", "transcript");
    private static final int AHEAD = 2;

    private final JdbcClient jdbc;
    private final RunConfig config;

    Partitions(JdbcClient jdbc, RunConfig config) {
        this.jdbc = jdbc;
        this.config = config;
        tend(Instant.now());
    }

    @Bean
    static ModuleSchema runSchema() {
        return new ModuleSchema("run");
    }

    /** @return how many were dropped */
    int tend(Instant now) {
        LocalDate today = Rows.day(now);
        int dropped = 0;
        for (String table : TABLES) {
            for (int days = -1; days <= AHEAD; days++) {
                make(table, today.plusDays(days));
            }
            dropped += dropBefore(table, today.minusDays(config.retention()));
        }
        return dropped;
    }

    private static String name(String table, LocalDate day) {
        return "run." + table + "_" + day.toString().replace('-', '_');
    }

    private void make(String table, LocalDate day) {
        jdbc.sql("create table if not exists " + name(table, day) + " partition of run." + table + " for values from ('"
                        + day + "') to ('" + day.plusDays(1) + "')")
                .update();
    }

    private int dropBefore(String table, LocalDate day) {
        String first = name(table, day).substring("run.".length());
        List<String> old = jdbc.sql("""
                        select c.relname from pg_inherits join pg_class c on c.oid = inhrelid
                        where inhparent = ('run.' || :table)::regclass and c.relname < :first""")
                .param("table", table)
                .param("first", first)
                .query((row, n) -> row.getString(1))
                .list();
        for (String name : old) {
            jdbc.sql("drop table run." + name).update();
            LOG.info("dropped {}: its runs are older than {} days", name, config.retention());
        }
        return old.size();
    }
}
