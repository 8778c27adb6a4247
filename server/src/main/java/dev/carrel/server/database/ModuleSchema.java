package dev.carrel.server.database;

/**
 * A module that has tables: a schema of its name, and migrations in {@code db/migration/<name>} on the class path. No
 * other module reads or writes them.
 */
public record ModuleSchema(String name) {
    public ModuleSchema {
        if (!name.matches("[a-z]+")) {
            throw new IllegalArgumentException("\"" + name + "\" is no name of a schema");
        }
    }
}
