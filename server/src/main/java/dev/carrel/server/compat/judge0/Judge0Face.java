package dev.carrel.server.compat.judge0;

import dev.carrel.server.compat.CompatConfig;
import dev.carrel.server.compat.Face;
import dev.carrel.server.compat.Foreign;
import dev.carrel.server.compat.Judge0Config;
import dev.carrel.server.platform.problem.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.ResponseEntity;

/** What all of Judge0's addresses have together. */
abstract class Judge0Face implements Face {
    static final String BASE = "/judge0";

    private final CompatConfig config;

    Judge0Face(CompatConfig config) {
        this.config = config;
    }

    Judge0Config settings() {
        return config.judge0Config();
    }

    /** The answer to whoever sends or deletes something while Judge0 would be in maintenance; empty otherwise. */
    Optional<ResponseEntity<byte[]>> maintenance() {
        return settings().maintenance().map(why -> Foreign.json(503, Map.of("error", why)));
    }

    /** @param sentence what Judge0 says to whoever wants it where an operator does not */
    void demand(Judge0Config.Part part, String sentence) {
        if (!settings().has(part)) {
            throw Judge0Refusal.wrong(sentence);
        }
    }

    @Override
    public CompatConfig.Access access() {
        return config.judge0();
    }

    @Override
    public List<String> bases() {
        return List.of(BASE);
    }

    @Override
    public List<String> keyHeaders() {
        return settings().doors().headers();
    }

    @Override
    public boolean takesKeyInQuery() {
        return settings().doors().inQuery();
    }

    @Override
    public boolean admits(String address) {
        return settings().doors().admit(address);
    }

    @Override
    public ResponseEntity<byte[]> refusal(Refusal refusal, HttpServletRequest request) {
        return Judge0Refusal.of(refusal);
    }
}
