package dev.carrel.server.platform.http;

import dev.carrel.protocol.ByteSize;
import dev.carrel.server.platform.config.PlatformConfig;
import dev.carrel.server.platform.problem.ReaderGone;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Locale;

/**
 * A request as its handler sees it. Its body is refused once it is larger than it may be (before a read, when it says
 * so itself) or than there is room, or slower: the container ends a silence, but a caller who sends an octet now and
 * then is never silent.
 */
final class BoundedRequest extends HttpServletRequestWrapper {
    /** The attribute of a request whose caller is not waited for any more. */
    static final String SLOW = BoundedRequest.class.getName() + ".slow";

    static final Refusal TOO_SLOW = new Refusal.WrongRequest(
            "body",
            "too-slow",
            "The body of the request did not come in time.",
            "Send it without pauses, or less at once.");
    private static final int SILENCES = 6;

    private final long most;
    private final Duration time;
    private final String origin;
    private final Bodies.Part room;

    BoundedRequest(HttpServletRequest request, PlatformConfig config, Bodies.Part room) {
        super(request);
        this.most = config.maxBody().bytes();
        this.origin = Origin.of(request, config.proxies());
        this.time = config.patience().multipliedBy(SILENCES);
        this.room = room;
    }

    @Override
    public String getRemoteAddr() {
        return origin;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (getContentLengthLong() > most) {
            throw tooLarge(String.format(Locale.ROOT, "has %,d bytes, more than ", getContentLengthLong()));
        }
        return new Bounded(super.getInputStream());
    }

    private RefusalException tooLarge(String what) {
        return new RefusalException(new Refusal.TooLarge(
                "body",
                "body-too-large",
                "The body of the request " + what + new ByteSize(most) + ".",
                "Send less at once."));
    }

    /** The rest of the body is not waited for. */
    private RefusalException tooSlow() {
        setAttribute(SLOW, true);
        return new RefusalException(TOO_SLOW);
    }

    private final class Bounded extends ServletInputStream {
        private final ServletInputStream in;
        private final long began = System.nanoTime();
        private long count;

        private Bounded(ServletInputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = readSome(into, from, length);
            count += Math.max(0, read);
            if (count > most) {
                throw tooLarge("is larger than ");
            }
            room.hold(count);
            if (read > 0 && System.nanoTime() - began > time.toNanos()) {
                throw tooSlow();
            }
            return read;
        }

        private int readSome(byte[] into, int from, int length) throws IOException {
            try {
                return in.read(into, from, length);
            } catch (IOException e) {
                if (e.getCause() instanceof SocketTimeoutException) {
                    throw tooSlow();
                }
                throw new ReaderGone(e);
            }
        }

        @Override
        public boolean isFinished() {
            return in.isFinished();
        }

        @Override
        public boolean isReady() {
            return in.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            in.setReadListener(listener);
        }
    }
}
