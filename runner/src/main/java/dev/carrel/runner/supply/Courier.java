package dev.carrel.runner.supply;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Brings a file over HTTP. What arrived before a line broke is kept and the rest asked for; a server that falls silent
 * is given up, since a request's own timeout ends with its headers.
 */
final class Courier {
    private static final int TRIES = 3;
    private static final Duration CONNECT = Duration.ofSeconds(20);

    private final HttpClient client;
    private final Duration silence;

    Courier(Map<String, String> environment, Duration silence) {
        this.client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(CONNECT)
                .proxy(new Proxies(environment))
                .build();
        this.silence = silence;
    }

    /** Leaves the whole in {@code part}, which may hold its beginning already. */
    void fetch(URI address, Path part) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                tryFetch(address, part);
                return;
            } catch (Answer e) {
                throw e;
            } catch (IOException e) {
                if (attempt == TRIES) {
                    throw e;
                }
            }
        }
    }

    String text(URI address) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request(address).build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new Answer(response.statusCode());
        }
        return response.body();
    }

    private void tryFetch(URI address, Path part) throws IOException, InterruptedException {
        long have = Files.exists(part) ? Files.size(part) : 0;
        HttpRequest.Builder request = request(address);
        if (have > 0) {
            request.header("Range", "bytes=" + have + "-");
        }
        HttpResponse<InputStream> response = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            switch (response.statusCode()) {
                case 200 -> receive(body, part, StandardOpenOption.TRUNCATE_EXISTING);
                case 206 -> receive(body, part, StandardOpenOption.APPEND);
                case 416 -> {
                    Files.delete(part);
                    throw new IOException("what was fetched before is not the beginning of the file");
                }
                case 429, 500, 502, 503, 504 -> throw new IOException("the server answered " + response.statusCode());
                default -> throw new Answer(response.statusCode());
            }
        }
    }

    private void receive(InputStream body, Path part, StandardOpenOption how) throws IOException {
        AtomicBoolean heard = new AtomicBoolean();
        byte[] buffer = new byte[1 << 16];
        Thread watch = Thread.ofVirtual().start(() -> giveUpSilence(heard, body));
        try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                heard.set(true);
                out.write(buffer, 0, n);
            }
        } finally {
            watch.interrupt();
        }
    }

    private void giveUpSilence(AtomicBoolean heard, InputStream body) {
        try {
            do {
                Thread.sleep(silence);
            } while (heard.getAndSet(false));
            body.close();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException _) {
            // the reader learns it
        }
    }

    private HttpRequest.Builder request(URI address) {
        URI bare = URI.create(address.toString().replaceFirst("//[^/@]*@", "//"));
        HttpRequest.Builder request = HttpRequest.newBuilder(bare).timeout(CONNECT.plus(silence));
        String user = address.getUserInfo();
        if (user != null) {
            String basic = Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
            request.header("Authorization", "Basic " + basic);
        }
        return request;
    }

    /** An answer that asking again will not change. */
    static final class Answer extends IOException {
        private static final long serialVersionUID = 1L;

        Answer(int status) {
            super("the server answered " + status);
        }
    }
}
