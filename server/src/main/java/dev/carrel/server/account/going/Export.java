package dev.carrel.server.account.going;

import dev.carrel.server.platform.identity.Belongings;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** All that is kept of somebody, as a zip: of accounts every row that is theirs, of each other module what it keeps. */
@Component
class Export {
    /** What is asked, by the name under which it is shown; no hash is shown, for it would open nothing. */
    private static final Map<String, String> ROWS = Map.ofEntries(
            Map.entry(
                    "person",
                    "select id, email, role, created, band, class, name, called, going, warned from account.person where id = :id"),
            Map.entry(
                    "sessions",
                    "select id, device, begun, seen, ends, ended from account.session where person = :id order by begun"),
            Map.entry(
                    "logins",
                    "select provider, issuer, subject, role, made from account.login where person = :id order by made"),
            Map.entry(
                    "passkeys", "select name, host, made, used from account.passkey where person = :id order by made"),
            Map.entry(
                    "keys",
                    "select id, name, scopes, made, ends from account.api_key where person = :id order by made"),
            Map.entry(
                    "consents",
                    "select kind, teacher, class, privacy, at from account.consent where person = :id order by at"),
            Map.entry(
                    "acceptances", "select paper, version, at from account.acceptance where person = :id order by at"),
            Map.entry(
                    "guardianAsked",
                    "select versions, first, sent from account.guardian_letter where person = :id order by first"),
            Map.entry("places", "select seen from account.known_place where person = :id order by seen"),
            Map.entry(
                    "classes",
                    "select id, name, code, band, made, join_until from account.class where teacher = :id order by made"),
            Map.entry("waiting", "select what, email, ends from account.pending where person = :id order by ends"),
            Map.entry("events", "select at, what, network, detail from account.audit where person = :id order by at"));

    private final JdbcClient jdbc;
    private final List<Belongings> belongings;
    private final JsonMapper json;

    Export(JdbcClient jdbc, List<Belongings> belongings, JsonMapper json) {
        this.jdbc = jdbc;
        this.belongings = List.copyOf(belongings);
        this.json = json;
    }

    void write(UUID person, OutputStream out) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            add(zip, "account.json", json.writerWithDefaultPrettyPrinter().writeValueAsBytes(account(person)));
            for (Belongings one : belongings) {
                one.export(person, (path, content) -> add(zip, one.name() + "/" + path, content));
            }
        }
    }

    private static void add(ZipOutputStream zip, String path, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(path));
        zip.write(content);
        zip.closeEntry();
    }

    private Map<String, List<Map<String, String>>> account(UUID person) {
        Map<String, List<Map<String, String>>> account = new LinkedHashMap<>();
        ROWS.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(one -> account.put(
                        one.getKey(),
                        jdbc.sql(one.getValue())
                                .param("id", person)
                                .query((found, _) -> {
                                    Map<String, String> row = new LinkedHashMap<>();
                                    for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                                        row.put(
                                                found.getMetaData().getColumnLabel(i),
                                                String.valueOf(found.getString(i)));
                                    }
                                    return row;
                                })
                                .list()));
        return account;
    }
}
