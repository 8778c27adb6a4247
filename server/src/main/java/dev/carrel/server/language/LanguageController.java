package dev.carrel.server.language;

import dev.carrel.protocol.Bytes;
import dev.carrel.server.platform.http.Zip;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * The catalogue over HTTP: the same octets for everybody, kept in memory with the hash that names them, so that a cache
 * may keep them too. Spring answers 304 to whoever has them already.
 */
@RestController
class LanguageController {
    /** A server that was asked before its first runner called must not say for long that nothing runs here. */
    private static final Duration FRESH = Duration.ofSeconds(2);

    private static final CacheControl CACHE =
            CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic();

    private final Catalogue catalogue;
    private final JsonMapper json;
    private volatile @Nullable Page page;

    private record Page(Bytes octets, Bytes zipped, String tag, long made) {}

    record Answer(List<LanguageEntry> languages) {}

    LanguageController(Catalogue catalogue, JsonMapper json) {
        this.catalogue = catalogue;
        this.json = json;
    }

    @GetMapping(path = "/languages", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> languages(HttpServletRequest request) {
        Page known = page;
        if (known == null || System.nanoTime() - known.made > FRESH.toNanos()) {
            known = made();
            page = known;
        }
        ResponseEntity.BodyBuilder answer = ResponseEntity.ok()
                .cacheControl(CACHE)
                .varyBy(HttpHeaders.ACCEPT_ENCODING)
                .contentType(MediaType.APPLICATION_JSON);
        if (Zip.isTaken(request)) {
            return answer.eTag(known.tag + "-gzip")
                    .header(HttpHeaders.CONTENT_ENCODING, "gzip")
                    .body(known.zipped.toArray());
        }
        return answer.eTag(known.tag).body(known.octets.toArray());
    }

    private Page made() {
        byte[] octets =
                json.writeValueAsString(new Answer(catalogue.languages())).getBytes(StandardCharsets.UTF_8);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(octets);
            return new Page(Bytes.of(octets), Zip.of(octets), HexFormat.of().formatHex(hash, 0, 8), System.nanoTime());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
