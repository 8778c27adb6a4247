package dev.carrel.runner.run;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.Millis;
import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Stage;
import dev.carrel.protocol.Status;
import dev.carrel.protocol.WorkFile;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** What a compiler that ended well said and made; what it was given is no part of it. */
record Compiled(Bytes stdout, Bytes stderr, List<WorkFile> files) {
    Compiled {
        files = List.copyOf(files);
    }

    /** As a stage that cost nothing this time. */
    Stage stage() {
        return new Stage(
                Status.OK,
                0,
                null,
                stdout.text(),
                stderr.text(),
                false,
                false,
                Millis.ZERO,
                Millis.ZERO,
                Millis.ZERO,
                Millis.ZERO,
                ByteSize.ZERO,
                0,
                false,
                stdout.base64IfNotUtf8(),
                stderr.base64IfNotUtf8());
    }

    ByteBuffer encoded() {
        int names = files.stream().mapToInt(file -> room(name(file)) + 1).sum();
        int contents = files.stream().mapToInt(file -> room(file.content())).sum();
        ByteBuffer out = ByteBuffer.allocate(room(stdout) + room(stderr) + Integer.BYTES + names + contents);
        write(out, stdout);
        write(out, stderr);
        out.putInt(files.size());
        for (WorkFile file : files) {
            write(out, name(file));
            out.put((byte) (file.executable() ? 1 : 0));
            write(out, file.content());
        }
        return out.flip();
    }

    /** @throws IOException when these are not octets that {@link #encoded} gave */
    static Compiled decoded(ByteBuffer in) throws IOException {
        try {
            Bytes stdout = read(in);
            Bytes stderr = read(in);
            List<WorkFile> files = new ArrayList<>();
            for (int left = in.getInt(); left > 0; left--) {
                String name = read(in).text();
                boolean executable = in.get() != 0;
                files.add(new WorkFile(name, read(in), executable));
            }
            return new Compiled(stdout, stderr, files);
        } catch (Refused e) {
            throw new IOException(e.sentence(), e);
        } catch (BufferUnderflowException e) {
            throw new IOException("it ends too early", e);
        }
    }

    private static Bytes name(WorkFile file) {
        return Bytes.ofText(file.name());
    }

    private static int room(Bytes part) {
        return Integer.BYTES + part.size();
    }

    private static void write(ByteBuffer out, Bytes part) {
        out.putInt(part.size()).put(part.buffer());
    }

    private static Bytes read(ByteBuffer in) throws IOException {
        int size = in.getInt();
        if (size < 0 || size > in.remaining()) {
            throw new IOException("a part of " + size + " octets where " + in.remaining() + " are left");
        }
        Bytes part = Bytes.of(List.of(in.slice(in.position(), size)));
        in.position(in.position() + size);
        return part;
    }
}
