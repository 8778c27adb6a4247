package dev.carrel.server.run;

import dev.carrel.server.database.DatabaseConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The processes on one database, to each other: who has which runners and how much is under way there, so that each
 * answers for all. A process that has been silent for a while counts no more.
 */
@Component
class Nodes implements DisposableBean {
    static final String OTHERS =
            "select facts from run.node where name <> :name and heard > now() - interval '10 s' order by name";
    private static final String TELL = """
            insert into run.node (name, heard, facts) values (:name, now(), :facts)
            on conflict (name) do update set heard = now(), facts = :facts""";
    private static final String FORGET = "delete from run.node where name = :name or heard < now() - interval '1 h'";
    private static final Logger LOG = LoggerFactory.getLogger(Nodes.class);
    /** Another process may be of the version before or after. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final boolean shared;
    private final JdbcClient jdbc;
    private final Fleet fleet;
    private final Load load;
    private final Line line;
    private final String name = UUID.randomUUID().toString();

    Nodes(DatabaseConfig database, JdbcClient jdbc, Fleet fleet, Load load, Line line) {
        this.shared = database.outside().isPresent();
        this.jdbc = jdbc;
        this.fleet = fleet;
        this.load = load;
        this.line = line;
    }

    /** Tells the others, and hears them; an embedded database has no others. */
    void share() {
        if (!shared) {
            return;
        }
        jdbc.sql(TELL)
                .param("name", name)
                .param("facts", JSON.writeValueAsString(load.facts(fleet.here(), line.size())))
                .update();
        List<NodeFacts> others = new ArrayList<>();
        for (String facts :
                jdbc.sql(OTHERS).param("name", name).query(String.class).list()) {
            try {
                others.add(JSON.readValue(facts, NodeFacts.class));
            } catch (JacksonException e) {
                LOG.debug("a process tells what this one does not understand: {}", e.getMessage());
            }
        }
        Map<String, Offer> offers = new HashMap<>();
        others.forEach(node -> offers.putAll(node.offers()));
        fleet.elsewhere(offers, !others.isEmpty());
        load.others(others);
    }

    @Override
    public void destroy() {
        if (!shared) {
            return;
        }
        try {
            jdbc.sql(FORGET).param("name", name).update();
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("the others will notice: {}", e.getMessage());
        }
    }
}
