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

    /** In parts that follow each other, so that what is large is not copied. */
    List<ByteBuffer> encoded() {
        List<ByteBuffer> parts = new ArrayList<>();
        write(parts, stdout);
        write(parts, stderr);
        parts.add(number(files.size()));
        for (WorkFile file : files) {
            write(parts, Bytes.ofText(file.name()));
            parts.add(ByteBuffer.wrap(new byte[] {(byte) (file.executable() ? 1 : 0)}));
            write(parts, file.content());
        }
        return parts;
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

    private static void write(List<ByteBuffer> parts, Bytes part) {
        parts.add(number(part.size()));
        parts.add(part.buffer());
    }

    private static ByteBuffer number(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(0, number);
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
