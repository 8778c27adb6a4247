package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a browser gets of the page, and what it is told about it. */
class PageTest {
    private static final String INDEX = "<!doctype html><title>the page</title>";
    private static final String SCRIPT = "console.log('hello')\n".repeat(50);

    @TempDir
    private static Path folder;

    private static TestServer server;
    private static Caller caller;

    @BeforeAll
    static void start() throws IOException {
        Path assets = Files.createDirectory(folder.resolve("assets"));
        Files.writeString(folder.resolve("index.html"), INDEX);
        Files.writeString(assets.resolve("app-1a2b.js"), SCRIPT);
        Files.write(assets.resolve("app-1a2b.js.gz"), zipped(SCRIPT));
        Files.writeString(assets.resolve("away.js"), SCRIPT);
        Files.write(assets.resolve("face-3c.woff2"), new byte[] {0, 1, 2});
        server = TestServer.start(Map.of("CARREL_PAGE_FOLDER", folder.toString()));
        caller = server.caller();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static byte[] zipped(String text) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(octets)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return octets.toByteArray();
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @Test
    void page_isNeverKept_andHeldToItsOwnScripts() throws Exception {
        HttpResponse<String> answer = caller.get("/");
        assertEquals(200, answer.statusCode());
        assertEquals(INDEX, answer.body());
        assertEquals("text/html;charset=utf-8", header(answer, "Content-Type").toLowerCase(Locale.ROOT));
        assertEquals("no-store", header(answer, "Cache-Control"));
        assertEquals("same-origin", header(answer, "Cross-Origin-Opener-Policy"));
        assertEquals("require-corp", header(answer, "Cross-Origin-Embedder-Policy"));
        String policy = header(answer, "Content-Security-Policy");
        assertTrue(policy.startsWith("default-src 'none'; script-src 'self';"), policy);
        assertTrue(policy.contains("frame-ancestors 'none'"), policy);
    }

    @Test
    void asset_isKeptForEver_andSmallForWhomTakesIt() throws Exception {
        HttpResponse<String> plain = caller.get("/assets/app-1a2b.js");
        assertEquals(SCRIPT, plain.body());
        assertEquals("", header(plain, "Content-Encoding"));
        assertEquals("public, max-age=31536000, immutable", header(plain, "Cache-Control"));
        HttpResponse<InputStream> small =
                caller.open(caller.to("/assets/app-1a2b.js").header("Accept-Encoding", "br, gzip"));
        assertEquals("gzip", header(small, "Content-Encoding"));
        assertEquals("Accept-Encoding", header(small, "Vary"));
        try (GZIPInputStream in = new GZIPInputStream(small.body())) {
            assertEquals(SCRIPT, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        HttpResponse<String> refused =
                caller.send(caller.to("/assets/app-1a2b.js").header("Accept-Encoding", "gzip;q=0"));
        assertEquals(SCRIPT, refused.body());
        assertArrayEquals(
                new byte[] {0, 1, 2},
                caller.open(caller.to("/assets/face-3c.woff2")).body().readAllBytes());
    }

    @Test
    void workerWithoutANetwork_isAskedForAnew_andMayAnswerForEveryAddress() throws Exception {
        HttpResponse<String> worker = caller.get("/assets/away.js");
        assertEquals("no-cache", header(worker, "Cache-Control"));
        assertEquals("/", header(worker, "Service-Worker-Allowed"));
        assertTrue(header(worker, "Content-Security-Policy").contains("connect-src 'self'"));
        assertEquals("", header(caller.get("/assets/app-1a2b.js"), "Service-Worker-Allowed"));
    }

    @Test
    void noOtherFile_isEverServed() throws Exception {
        for (String path : List.of(
                "/assets/", "/assets/nothing.js", "/assets/app-1a2b.js.gz", "/assets/..%2findex.html", "/index.html")) {
            assertTrue(List.of(400, 404).contains(caller.get(path).statusCode()), path);
        }
    }

    @Test
    void lostPerson_getsThePage_andLostProgramTheProblem() throws Exception {
        HttpResponse<String> person = caller.send(caller.to("/nowhere").header("Accept", "text/html,*/*"));
        assertEquals(404, person.statusCode());
        assertEquals(INDEX, person.body());
        for (String path : List.of("/nowhere", "/api/nowhere", "/api/", "/api/assets/app-1a2b.js")) {
            HttpResponse<String> program = caller.get(path);
            assertEquals(404, program.statusCode(), path);
            assertEquals("application/problem+json", header(program, "Content-Type"), path);
        }
    }
}
