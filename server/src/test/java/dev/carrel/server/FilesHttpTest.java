package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.carrel.protocol.Bytes;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A person's projects over HTTP, from the first file to the last. */
class FilesHttpTest {
    private static AccountHouse house;
    private static AccountHouse.Tokens ada;
    private static AccountHouse.Tokens bob;

    @BeforeAll
    static void start() throws Exception {
        house = new AccountHouse(Map.of("CARREL_GUARD_LIMITS", "on"));
        ada = house.somebody("ada@example.org");
        bob = house.somebody("bob@example.org");
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    private static JsonNode done(int status, String method, String path, String body) throws Exception {
        HttpResponse<String> answer = house.as(ada.access(), method, path, body);
        assertEquals(status, answer.statusCode(), method + " " + path + " " + answer.body());
        return answer.body().isEmpty() ? Caller.JSON.missingNode() : Caller.json(answer);
    }

    private static String made(String name) throws Exception {
        return "/files/"
                + done(201, "POST", "/files", AccountHouse.json("name", name))
                        .path("id")
                        .asString();
    }

    private static String save(String path, String content, long base) {
        return AccountHouse.json("path", path, "content", content, "base", base);
    }

    @Test
    void project_is_made_written_renamed_read_and_deleted() throws Exception {
        String at = made("Primes");
        long first = done(200, "PUT", at + "/file", save("main.py", "print(2)", 0))
                .path("revision")
                .asLong();
        long second = done(200, "PUT", at + "/file", save("main.py", "print(3)", first))
                .path("revision")
                .asLong();
        JsonNode conflict = done(409, "PUT", at + "/file", save("main.py", "print(5)", first));
        assertEquals("urn:carrel:problem:conflict", conflict.path("type").asString());
        assertEquals(
                List.of(Long.toString(second), "print(3)", "print(2)"),
                List.of(
                        conflict.path("revision").toString(),
                        conflict.path("theirs").asString(),
                        conflict.path("base").asString()));
        String octets = Bytes.of(new byte[] {0, (byte) 0xff}).base64();
        done(
                200,
                "PUT",
                at + "/file",
                AccountHouse.json("path", "b.dat", "content", octets, "encoding", "base64", "base", 0));
        JsonNode binary = done(200, "GET", at + "/file?path=b.dat", "");
        assertEquals(
                List.of("base64", octets, "application/octet-stream"),
                List.of(
                        binary.path("encoding").asString(),
                        binary.path("content").asString(),
                        binary.path("type").asString()));
        done(200, "POST", at + "/rename", AccountHouse.json("from", "main.py", "to", "src/p.py", "base", second));
        assertEquals(
                2,
                done(200, "GET", at + "/history?path=src/p.py", "")
                        .path("revisions")
                        .size());
        assertEquals(
                "print(2)",
                done(200, "GET", at + "/file?path=src/p.py&revision=" + first, "")
                        .path("content")
                        .asString());
        done(200, "PUT", at, AccountHouse.json("name", "Prime numbers"));
        JsonNode open = done(200, "GET", at, "");
        assertEquals("Prime numbers", open.path("name").asString());
        assertEquals(2, open.path("files").size());
        HttpRequest.Builder again = house.caller()
                .to(at)
                .header("Authorization", "Bearer " + ada.access())
                .header("If-None-Match", "\"" + open.path("revision") + "\"");
        assertEquals(304, house.caller().send(again).statusCode());
        done(204, "DELETE", at + "/file?path=b.dat&base=" + binary.path("revision"), "");
        done(204, "DELETE", at, "");
        done(404, "GET", at, "");
    }

    @Test
    void what_was_written_before_the_sign_in_becomes_one_project_however_often_it_is_sent() throws Exception {
        String sent = AccountHouse.json(
                "name",
                "Begun as nobody",
                "files",
                List.of(Map.of("path", "main.py", "content", "print(1)"), Map.of("path", "in.txt", "content", "")),
                "idempotencyKey",
                "7d1c3f0a");
        JsonNode first = done(201, "POST", "/files", sent);
        assertEquals(first, done(201, "POST", "/files", sent));
        assertEquals(2, first.path("files").asInt());
        done(400, "POST", "/files", sent.replace("print(1)", "print(2)"));
    }

    @Test
    void another_persons_project_is_a_404_wherever_it_is_named() throws Exception {
        String at = made("Mine");
        done(200, "PUT", at + "/file", save("main.py", "mine", 0));
        for (String call : List.of(
                "GET " + at,
                "PUT " + at,
                "DELETE " + at,
                "GET " + at + "/file?path=main.py",
                "PUT " + at + "/file",
                "DELETE " + at + "/file?path=main.py&base=1",
                "POST " + at + "/rename",
                "GET " + at + "/history?path=main.py",
                "GET " + at + "/zip")) {
            String method = call.substring(0, call.indexOf(' '));
            String body = method.startsWith("P")
                    ? call.endsWith("rename")
                            ? AccountHouse.json("from", "main.py", "to", "b.py", "base", 2)
                            : call.endsWith("file") ? save("main.py", "stolen", 2) : AccountHouse.json("name", "stolen")
                    : "";
            HttpResponse<String> answer = house.as(bob.access(), method, call.substring(call.indexOf(' ') + 1), body);
            assertEquals(404, answer.statusCode(), call + " " + answer.body());
        }
        assertEquals(
                "mine",
                done(200, "GET", at + "/file?path=main.py", "").path("content").asString());
    }

    @Test
    void zip_of_a_project_makes_the_same_project_again_and_what_is_none_is_refused() throws Exception {
        String at = made("Packed: 1/2");
        done(200, "PUT", at + "/file", save("src/größe.py", "print('ß')", 0));
        done(200, "PUT", at + "/file", save("notes.md", "# Notes", 0));
        HttpResponse<java.io.InputStream> zip =
                house.caller().open(house.caller().to(at + "/zip").header("Authorization", "Bearer " + ada.access()));
        byte[] octets = zip.body().readAllBytes();
        String header = zip.headers().firstValue("Content-Disposition").orElse("");
        assertTrue(header.startsWith("attachment") && !header.contains("/2"), header);
        Set<String> names = new TreeSet<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(octets))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        assertEquals(Set.of("notes.md", "src/größe.py"), names);
        HttpResponse<String> made = send("application/zip", octets);
        assertEquals(201, made.statusCode(), made.body());
        String copy = "/files/" + Caller.json(made).path("id").asString();
        assertEquals(
                "print('ß')",
                done(200, "GET", copy + "/file?path=src/gr%C3%B6%C3%9Fe.py", "")
                        .path("content")
                        .asString());
        assertEquals(415, send("application/json", octets).statusCode());
        HttpResponse<String> broken = send("application/zip", "PK".getBytes(StandardCharsets.UTF_8));
        assertEquals("zip-broken", Caller.json(broken).path("rule").asString(), broken.body());
    }

    private static HttpResponse<String> send(String type, byte[] octets) throws Exception {
        return house.caller()
                .send(house.caller()
                        .to("/files/zip?name=Unpacked")
                        .header("Authorization", "Bearer " + ada.access())
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofByteArray(octets)));
    }

    @Test
    void wrong_wish_is_told_by_field_and_rule() throws Exception {
        String at = made("Wrong");
        for (Map.Entry<String, String> wrong : Map.of(
                        save("../up.py", "", 0), "path-traversal",
                        save("a.exe", "", 0), "file-extension",
                        AccountHouse.json("path", "a.py", "content", ""), "argument",
                        AccountHouse.json("path", "a.py", "base", 0), "files-none",
                        AccountHouse.json("content", "", "base", 0), "path-empty",
                        AccountHouse.json("path", "a.py", "content", "?", "encoding", "base64", "base", 0),
                                "file-unreadable")
                .entrySet()) {
            assertEquals(
                    wrong.getValue(),
                    done(400, "PUT", at + "/file", wrong.getKey()).path("rule").asString(),
                    wrong.getKey());
        }
        assertEquals(
                "file-too-large",
                done(413, "PUT", at + "/file", save("a.py", "#".repeat(100_001), 0))
                        .path("rule")
                        .asString());
        for (String name : List.of("", " ", "two\nlines", "x".repeat(61), "right\u202eleft")) {
            done(400, "POST", "/files", AccountHouse.json("name", name));
        }
    }

    @Test
    void saving_has_a_bound_of_its_own() throws Exception {
        done(200, "PUT", made("Saved") + "/file", save("a.py", "", 0));
        long saves = Caller.json(house.as(ada.access(), "GET", "/usage", ""))
                .path("limits")
                .valueStream()
                .filter(limit -> limit.path("name").asString().equals("saves-minute"))
                .findFirst()
                .orElseThrow()
                .path("most")
                .asLong();
        assertEquals(120, saves);
    }
}
