package dev.carrel.server.page;

import dev.carrel.server.platform.http.Zip;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** How a file of the page goes to a browser, and what the browser is to allow it. */
final class Browser {
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    /**
     * Scripts come from here and nowhere else. Styles may stand inside, for the editor places each of its lines by one.
     * Pictures that programs made come as data.
     */
    private static final String POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self'",
            "connect-src 'self'",
            "worker-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'");

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy", POLICY,
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Embedder-Policy", "require-corp",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Referrer-Policy", "no-referrer",
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            "Vary", "Accept-Encoding");

    private Browser() {}

    /** The page itself, never kept: it names the assets that are there now. */
    static void send(PageFile page, int status, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        write(page, status, "no-store", request, response);
    }

    /** A file whose name changes with its content. */
    static void sendAsset(PageFile asset, HttpServletRequest request, HttpServletResponse response) throws IOException {
        write(asset, HttpServletResponse.SC_OK, FOR_EVER, request, response);
    }

    /**
     * What opens the page without a network: it may do so at every address of ours, though it lies among the assets.
     * Its name stays while its content changes, so that a browser asks for it anew.
     */
    static void sendWorker(PageFile worker, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader("Service-Worker-Allowed", "/");
        write(worker, HttpServletResponse.SC_OK, "no-cache", request, response);
    }

    private static void write(
            PageFile file, int status, String keep, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        HEADERS.forEach(response::setHeader);
        response.setHeader("Cache-Control", keep);
        response.setContentType(file.type());
        response.setStatus(status);
        boolean zipped = file.zipped() && Zip.isTaken(request);
        byte[] octets = zipped ? file.octets().toArray() : file.plain();
        if (zipped) {
            response.setHeader("Content-Encoding", "gzip");
        }
        response.setContentLength(octets.length);
        response.getOutputStream().write(octets);
    }
}
