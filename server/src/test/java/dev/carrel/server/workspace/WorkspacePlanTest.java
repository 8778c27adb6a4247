package dev.carrel.server.workspace;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No query that somebody waits for reads a table from end to end, once there is something to read. */
class WorkspacePlanTest {
    private static final String SOME_ID = "'00000000-0000-4000-8000-000000000000'";

    private static WorkspaceHouse house;

    @BeforeAll
    static void fill() throws Exception {
        house = new WorkspaceHouse();
        for (String rows : new String[] {"""
            insert into workspace.project (id, person, name, revision, files, bytes, created, changed, used, key, sent)
            select gen_random_uuid(), gen_random_uuid(), 'x', 1, 1, 1, now(), now(), now() - n * interval '1 s', 'k', 'x'
            from generate_series(1, 20000) n""", """
            insert into workspace.file (project, born, path, folded, type, revision)
            select id, 1, 'main.py', 'main.py', 'text/plain', 1 from workspace.project""", """
            insert into workspace.revision (project, file, revision, hash, bytes, changed)
            select id, 1, n, 'hash ' || n, 1, now() from workspace.project, generate_series(1, 3) n""", """
            insert into workspace.snapshot (id, project, person, name, files, bytes, made, ends)
            select gen_random_uuid(), id, person, 'x', 1, 1, now(), now() + (now() - used) from workspace.project""", """
            insert into workspace.snapshot_file (snapshot, path, type, hash, bytes)
            select id, 'main.py', 'text/plain', 'hash ' || id, 1 from workspace.snapshot""", "analyze"}) {
            house.ports.jdbc().sql(rows).update();
        }
    }

    @AfterAll
    static void close() throws Exception {
        house.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ProjectTable.OF_PERSON,
                ProjectTable.FIND,
                ProjectTable.BY_KEY,
                ProjectTable.SENT,
                ProjectTable.UNUSED_OF_PERSON,
                ProjectTable.SOME,
                ProjectTable.CHANGE,
                FileTable.ALL,
                FileTable.FIND,
                FileTable.HISTORY,
                FileTable.FORMER,
                FileTable.FORMER_BYTES,
                FileTable.IS_USED,
                FileTable.FORGET,
                FileTable.TURN,
                SnapshotTable.FIND,
                SnapshotTable.OF_PROJECT,
                SnapshotTable.OF_PERSON,
                SnapshotTable.FILES,
                SnapshotTable.DROP,
                SnapshotTable.DROP_ENDED
            })
    void hot_query_finds_its_rows_by_an_index(String query) {
        String filled = query.replaceAll(":(ids?|person|project)\\b", SOME_ID)
                .replaceAll(":(file|files|bytes|revision)\\b", "1")
                .replaceAll(":(folded|hash|key|name|type)\\b", "'x'")
                .replaceAll(":(now|then)\\b", "now()");
        StringBuilder plan = new StringBuilder();
        house.ports.statements().query("explain " + filled, row -> {
            plan.append(row.getString(1)).append('\n');
        });
        assertFalse(plan.toString().contains("Seq Scan"), plan.toString());
        assertTrue(plan.toString().contains("Index"), plan.toString());
    }
}
