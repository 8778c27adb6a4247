package dev.carrel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the guides tell people to type does what they say. */
class HttpGuideTest {
    private static final List<String> PAGES = List.of("run-code.md", "judge0.md", "jobe.md", "piston.md");
    private static final Pattern EXAMPLE = Pattern.compile("```sh\n(.*?)```\n```text\n(.*?)```", Pattern.DOTALL);

    @Test
    void each_example_prints_what_stands_below_it() throws Exception {
        StringBuilder pages = new StringBuilder();
        for (String name : PAGES) {
            pages.append(Files.readString(Path.of("..", "docs", "guides", name)));
        }
        try (TestServer server = TestServer.start(Map.of())) {
            Matcher example = EXAMPLE.matcher(pages);
            int examples = 0;
            for (; example.find(); examples++) {
                String typed = example.group(1).replace("localhost:8080", "127.0.0.1:" + server.port());
                Process shell = new ProcessBuilder("bash", "-c", typed)
                        .redirectErrorStream(true)
                        .start();
                String printed = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertEquals(0, shell.waitFor(), typed + printed);
                example.group(2)
                        .lines()
                        .forEach(line -> assertTrue(printed.contains(line.strip()), typed + printed + "lacks " + line));
            }
            assertTrue(examples >= 8, examples + " examples");
        }
    }
}
