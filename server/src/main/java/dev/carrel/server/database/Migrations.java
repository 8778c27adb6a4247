package dev.carrel.server.database;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Each module's tables, brought to their newest form in the order of the modules' names. */
final class Migrations {
    static final String HISTORY = "migration";

    private final DataSource database;
    private final Collection<ModuleSchema> modules;

    Migrations(DataSource database, Collection<ModuleSchema> modules) {
        this.database = database;
        this.modules = modules;
    }

    void run() {
        modules.stream()
                .map(ModuleSchema::name)
                .sorted()
                .forEach(module -> flyway(module).load().migrate());
    }

    /** To exactly these versions, as a dump has them. */
    void runTo(Map<String, String> versions) {
        versions.forEach(
                (module, version) -> flyway(module).target(version).load().migrate());
    }

    /** The version of each module that has one. */
    Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>();
        for (ModuleSchema module : modules) {
            MigrationInfo current = flyway(module.name()).load().info().current();
            if (current != null && current.getVersion() != null) {
                versions.put(module.name(), current.getVersion().getVersion());
            }
        }
        return versions;
    }

    private FluentConfiguration flyway(String module) {
        return Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration/" + module)
                .schemas(module)
                .defaultSchema(module)
                .createSchemas(true)
                .table(HISTORY)
                .failOnMissingLocations(true)
                .cleanDisabled(true);
    }
}
