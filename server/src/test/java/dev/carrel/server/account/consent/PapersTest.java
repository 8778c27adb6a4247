package dev.carrel.server.account.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.carrel.server.account.Table;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever agreed to a paper agreed to its words: other words under the same version would be asked of nobody. */
class PapersTest {
    @Test
    void paper_whose_words_changed_has_a_version_of_its_own() throws Exception {
        Map<String, String> known = new LinkedHashMap<>();
        for (String line : Table.text("/papers/versions.txt").split("\n")) {
            String[] words = line.split(" ");
            known.put(words[0] + " " + words[1], words[2]);
        }
        for (String paper : List.of("privacy.en", "privacy.de", "terms.en", "terms.de")) {
            String text = Table.text("/papers/" + paper + ".md");
            String version = text.lines().findFirst().orElseThrow().replaceFirst("^Version: ", "");
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            assertEquals(
                    HexFormat.of().formatHex(hash),
                    known.get(paper + " " + version),
                    "versions.txt lacks these words of " + paper + ": give it a new version, and add its line");
        }
    }
}
