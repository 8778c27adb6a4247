package dev.carrel.server.database;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** How much the database holds, asked whenever somebody reads the figures. */
@Component
class Size {
    private final JdbcTemplate statements;

    Size(JdbcTemplate statements, MeterRegistry meters) {
        this.statements = statements;
        Gauge.builder("carrel.database.size", this, Size::bytes)
                .description("What the database occupies on its disk")
                .baseUnit("bytes")
                .register(meters);
    }

    private double bytes() {
        try {
            Long bytes = statements.queryForObject("select pg_database_size(current_database())", Long.class);
            return bytes == null ? Double.NaN : bytes;
        } catch (DataAccessException e) {
            return Double.NaN; // it is away: carrel.dependency.up says so
        }
    }
}
