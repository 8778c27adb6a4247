package dev.carrel.server.page;

import dev.carrel.server.platform.http.AtRoot;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The page over HTTP. It calls the API below /api, as every other program may. */
@AtRoot
@RestController
class PageController {
    private static final String WORKER = "away.js";

    private final Page page;

    PageController(Page page) {
        this.page = page;
    }

    /** The page itself draws what belongs to each of these addresses. */
    @GetMapping({
        "/",
        "/account",
        "/classes",
        "/classes/{id}",
        "/confirm",
        "/forgot",
        "/help",
        "/join",
        "/privacy",
        "/projects",
        "/projects/{id}",
        "/reset",
        "/set-up",
        "/sign-in",
        "/sign-in/return",
        "/sign-up",
        "/switches",
        "/terms"
    })
    void index(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PageFile index = page.index().orElseThrow(() -> notFound("This service has no page; its API is below /api."));
        Browser.send(index, HttpServletResponse.SC_OK, request, response);
    }

    /** What somebody shows to whom they gave its address is for no index of the web. */
    @GetMapping("/shared/{id}")
    void shared(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("X-Robots-Tag", "noindex");
        index(request, response);
    }

    @GetMapping("/assets/{name}")
    void asset(@PathVariable("name") String name, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        PageFile asset = page.asset(name).orElseThrow(() -> notFound("There is nothing at this address."));
        if (name.equals(WORKER)) {
            Browser.sendWorker(asset, request, response);
        } else {
            Browser.sendAsset(asset, request, response);
        }
    }

    private static RefusalException notFound(String sentence) {
        return new RefusalException(new Refusal.NotFound(sentence));
    }
}
