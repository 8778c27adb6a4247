package dev.carrel.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class GoldenJsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "run-result-ok.json",
                "run-result-compile-error.json",
                "run-result-signal.json",
                "run-result-bytes.json",
                "run-result-client.json",
                "run-result-remote-tests.json"
            })
    void runResult_readAndWritten_isTheGoldenFileFieldByFieldInOrder(String name) {
        JsonNode golden = Golden.read(name);
        RunResult result = Golden.JSON.treeToValue(golden, RunResult.class);
        assertEquals(golden.toString(), Golden.JSON.writeValueAsString(result));
    }

    @Test
    void runEvents_readAndWritten_areTheGoldenFile() {
        for (JsonNode golden : Golden.read("run-events.json")) {
            RunEvent event = Golden.JSON.treeToValue(golden, RunEvent.class);
            assertEquals(golden.toString(), Golden.JSON.writeValueAsString(event));
        }
    }

    @Test
    void limitsRequest_readAndWritten_isTheGoldenFile() {
        JsonNode golden = Golden.read("limits-request.json");
        LimitsRequest request = Golden.JSON.treeToValue(golden, LimitsRequest.class);
        assertEquals(1500.0, request.cpuMs());
        assertEquals(request, Golden.JSON.readValue(Golden.JSON.writeValueAsString(request), LimitsRequest.class));
    }

    @Test
    void nulAndBrokenUtf8_inOutput_surviveJson() {
        byte[] wild = {'a', 0, (byte) 0xff, (byte) 0xc3, '\n', (byte) 0xed, (byte) 0xa0, (byte) 0x80};
        RunEvent.Output output = RunEvent.Output.of(1, Millis.ZERO, StageName.RUN, Stream.STDOUT, Bytes.of(wild));
        RunEvent back = Golden.JSON.readValue(Golden.JSON.writeValueAsString(output), RunEvent.class);
        assertArrayEquals(
                wild, assertInstanceOf(RunEvent.Output.class, back).octets().toArray());

        Stage run = Golden.JSON
                .treeToValue(Golden.read("run-result-bytes.json"), RunResult.class)
                .run();
        assertNotNull(run);
        assertArrayEquals(
                new byte[] {'n', 'u', 'l', ':', 0, ' ', 'b', 'r', 'o', 'k', 'e', 'n', ':', (byte) 0xff, '\n'},
                run.stdoutBytes().toArray());
        assertEquals("nul:\0 alone is text\n", run.stderrBytes().text());
    }

    @Test
    void status_unknownFromANewerSender_isAnInternalError() {
        assertEquals(Status.INTERNAL_ERROR, Golden.JSON.readValue("\"from-the-future\"", Status.class));
    }

    @Test
    void status_hasExactlyTheTaxonomysWireNames() {
        assertEquals(
                List.of(
                        "ok",
                        "compile-error",
                        "runtime-error",
                        "time-limit",
                        "memory-limit",
                        "output-limit",
                        "process-limit",
                        "disk-limit",
                        "cancelled",
                        "refused",
                        "internal-error"),
                List.of(Status.values()).stream().map(Status::wire).toList());
    }
}
