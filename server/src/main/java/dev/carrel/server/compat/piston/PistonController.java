package dev.carrel.server.compat.piston;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.StageName;
import dev.carrel.protocol.Status;
import dev.carrel.server.compat.CompatConfig;
import dev.carrel.server.compat.Face;
import dev.carrel.server.compat.Foreign;
import dev.carrel.server.compat.Offered;
import dev.carrel.server.language.LanguageEntry;
import dev.carrel.server.platform.http.AtRoot;
import dev.carrel.server.platform.http.Sockets;
import dev.carrel.server.platform.identity.Who;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import dev.carrel.server.run.Reception;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Piston's addresses, as its own server has them and as its public copy had them. */
@AtRoot
@RestController
@RequestMapping({PistonController.OWN, PistonController.PUBLIC})
class PistonController implements Face {
    static final String OWN = PistonGreeting.BASE + "/api/v2";
    /** Where its public copy had it. */
    static final String PUBLIC = "/api/v2/piston";

    /** More than any run may last here. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final CompatConfig config;
    private final Offered offered;
    private final Reception reception;
    private volatile Known known = new Known(List.of(), List.of());

    PistonController(CompatConfig config, Offered offered, Reception reception) {
        this.config = config;
        this.offered = offered;
        this.reception = reception;
    }

    /** The answer of /execute. */
    @JsonPropertyOrder({"language", "version", "run", "compile"})
    record Executed(
            String language,
            String version,
            PistonStage run,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            PistonStage compile) {}

    @Override
    public CompatConfig.Access access() {
        return config.piston();
    }

    @Override
    public List<String> bases() {
        return List.of(PistonGreeting.BASE, PUBLIC);
    }

    @Override
    public List<String> keyHeaders() {
        return List.of(HttpHeaders.AUTHORIZATION);
    }

    @Override
    public ResponseEntity<byte[]> refusal(Refusal refusal, HttpServletRequest request) {
        return PistonRefusal.of(refusal);
    }

    /** In Piston's words, which are found anew when the languages are others: every run asks for them. */
    private record Known(List<LanguageEntry> languages, List<PistonRuntime> runtimes) {}

    private List<PistonRuntime> known() {
        List<LanguageEntry> now = offered.languages();
        Known last = known;
        if (!last.languages.equals(now)) {
            last = new Known(now, PistonRuntime.of(now));
            known = last;
        }
        return last.runtimes;
    }

    @GetMapping("/runtimes")
    ResponseEntity<byte[]> runtimes() {
        return Foreign.json(200, known().stream().map(PistonRuntime::listed).toList());
    }

    @PostMapping("/execute")
    ResponseEntity<byte[]> execute(@RequestBody(required = false) byte @Nullable [] body, HttpServletRequest caller)
            throws InterruptedException {
        Execute execute = Execute.of(PistonBody.of(body, caller), known(), config.pistonLimits());
        Reception.Ended ended =
                reception.execute(PistonRequest.of(execute, PistonRequest.given(execute)), Who.of(caller), PATIENCE);
        RunResult result = ended.result();
        if (result.status() == Status.REFUSED) {
            throw Execute.wrong(result.message());
        }
        int most = (int) config.pistonLimits().output().bytes();
        PistonStage compile = result.compile() == null
                ? null
                : PistonStage.of(result.compile(), StageName.COMPILE, ended.events(), most);
        PistonStage run =
                result.run() == null ? compile : PistonStage.of(result.run(), StageName.RUN, ended.events(), most);
        if (run == null) {
            return PistonRefusal.of(new Refusal.OurFault());
        }
        return Foreign.json(
                200,
                new Executed(
                        execute.runtime().language(),
                        execute.runtime().version().toString(),
                        run,
                        compile));
    }

    @GetMapping("/connect")
    void connect(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        if (!Sockets.isAskedFor(request)) {
            throw new RefusalException(new Refusal.NotFound("Not Found"));
        }
        Sockets.open(
                request,
                response,
                new PistonSocket(Who.of(request), reception, body -> Execute.of(body, known(), config.pistonLimits())));
    }

    @GetMapping("/packages")
    ResponseEntity<byte[]> packages() {
        return Foreign.json(
                200,
                PistonPackage.of(offered.languages()).stream()
                        .map(PistonPackage::listed)
                        .toList());
    }

    @PostMapping("/packages")
    ResponseEntity<byte[]> install(@RequestBody(required = false) byte @Nullable [] body, HttpServletRequest caller) {
        PistonPackage wanted = PistonPackage.find(offered.languages(), PistonBody.of(body, caller));
        return Foreign.json(
                500,
                Map.of(
                        "message",
                        wanted.installed()
                                ? "Already installed"
                                : "Only the operator installs here: " + wanted.command()));
    }

    @DeleteMapping("/packages")
    ResponseEntity<byte[]> remove(@RequestBody(required = false) byte @Nullable [] body, HttpServletRequest caller) {
        PistonPackage wanted = PistonPackage.find(offered.languages(), PistonBody.of(body, caller));
        return Foreign.json(
                500,
                Map.of(
                        "message",
                        wanted.installed()
                                ? "Only the operator removes what is installed here"
                                : "Package not installed"));
    }
}
