package dev.carrel.server.platform.http;

import dev.carrel.protocol.ByteSize;
import dev.carrel.server.platform.problem.Refusal;
import dev.carrel.server.platform.problem.RefusalException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;

/** A request whose body is refused once it is larger than it may be: before a read when it says so itself. */
final class BoundedRequest extends HttpServletRequestWrapper {
    private final long most;

    BoundedRequest(HttpServletRequest request, long most) {
        super(request);
        this.most = most;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (getContentLengthLong() > most) {
            throw tooLarge();
        }
        return new Bounded(super.getInputStream());
    }

    private RefusalException tooLarge() {
        return new RefusalException(new Refusal.TooLarge(
                "body",
                "body-too-large",
                "The body of the request is larger than " + new ByteSize(most) + ".",
                "Send less at once."));
    }

    private final class Bounded extends ServletInputStream {
        private final ServletInputStream in;
        private long count;

        private Bounded(ServletInputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            int octet = in.read();
            count(octet < 0 ? 0 : 1);
            return octet;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = in.read(into, from, length);
            count(Math.max(0, read));
            return read;
        }

        private void count(int read) {
            count += read;
            if (count > most) {
                throw tooLarge();
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
