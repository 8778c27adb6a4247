package dev.carrel.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.carrel.client.model.EngineServer;
import dev.carrel.client.model.Executed;
import dev.carrel.client.model.ExecutionRequest;
import dev.carrel.client.model.LimitsRequest;
import dev.carrel.client.model.Problem;
import dev.carrel.client.model.RunEvent;
import dev.carrel.client.model.RunEventFinished;
import dev.carrel.client.model.RunEventOutput;
import dev.carrel.client.model.RunResult;
import dev.carrel.client.model.Status;
import dev.carrel.client.model.Waiting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.ObjectMapper;

/** The generated client against a running service, whose address is the property carrel.url. */
class ClientTest {
    private static final ApiClient CLIENT = new ApiClient();
    private static final ObjectMapper JSON = CLIENT.getObjectMapper();
    private final RunApi runs = new RunApi(CLIENT);

    static {
        CLIENT.updateBaseUri(System.getProperty("carrel.url", "http://localhost:8080"));
    }

    @Test
    void program_runs_and_its_result_is_typed() throws ApiException {
        Executed answer =
                runs.execute(new ExecutionRequest().language("python").code("print('hello', 6 * 7)"), null);
        assertEquals("hello 42\n", answer.getStdout());
        assertEquals(Status.OK, answer.getStatus());
        assertInstanceOf(EngineServer.class, answer.getEngine().getActualInstance());
    }

    @Test
    void submitted_run_tells_its_events_and_then_its_result() throws Exception {
        Waiting run = runs.submit(new ExecutionRequest().code("for i in range(3): print(i)"))
                .getWaiting();
        List<Object> seen = events(run.getId());
        assertEquals(
                "0\n1\n2\n",
                seen.stream()
                        .filter(RunEventOutput.class::isInstance)
                        .map(event -> ((RunEventOutput) event).getText())
                        .collect(Collectors.joining()));
        RunEventFinished last = assertInstanceOf(RunEventFinished.class, seen.get(seen.size() - 1));
        RunResult result = runs.result(run.getId()).getRunResult();
        assertEquals(last.getResult(), result);
    }

    /** Events come as they happen, and so they are read: a method that returns at the end would miss the point. */
    private static List<Object> events(String id) throws IOException, InterruptedException {
        URI address = URI.create(CLIENT.getBaseUri() + "/execution/" + id + "/events");
        return CLIENT.getHttpClient()
                .send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofLines())
                .body()
                .filter(line -> line.startsWith("data: "))
                .map(line -> JSON.readValue(line.substring(6), RunEvent.class).getActualInstance())
                .toList();
    }

    @Test
    void wrong_request_is_a_problem_with_its_field() {
        ExecutionRequest wrong = new ExecutionRequest().code("x").limits(new LimitsRequest().cpuMs(9e9));
        ApiException refused = assertThrows(ApiException.class, () -> runs.execute(wrong, null));
        assertEquals(400, refused.getCode());
        Problem problem = JSON.readValue(refused.getResponseBody(), Problem.class);
        assertEquals("urn:carrel:problem:wrong-request", problem.getType());
        assertEquals("limits.cpuMs above-ceiling", problem.getField() + " " + problem.getRule());
    }
}
