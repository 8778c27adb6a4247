package dev.carrel.runner.run;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.Millis;
import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Stage;
import dev.carrel.protocol.Status;
import dev.carrel.protocol.WorkFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
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

    byte[] encoded() {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(octets)) {
            write(out, stdout);
            write(out, stderr);
            out.writeInt(files.size());
            for (WorkFile file : files) {
                write(out, Bytes.ofText(file.name()));
                out.writeBoolean(file.executable());
                write(out, file.content());
            }
        } catch (IOException e) {
            throw new IllegalStateException("memory is always writable", e);
        }
        return octets.toByteArray();
    }

    /** @throws IOException when these are not octets that {@link #encoded} gave */
    static Compiled decoded(byte[] octets) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(octets))) {
            Bytes stdout = read(in);
            Bytes stderr = read(in);
            List<WorkFile> files = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                String name = read(in).text();
                boolean executable = in.readBoolean();
                files.add(new WorkFile(name, read(in), executable));
            }
            return new Compiled(stdout, stderr, files);
        } catch (Refused e) {
            throw new IOException(e.sentence(), e);
        }
    }

    private static void write(DataOutputStream out, Bytes part) throws IOException {
        out.writeInt(part.size());
        out.write(part.toArray());
    }

    private static Bytes read(DataInputStream in) throws IOException {
        int size = in.readInt();
        if (size < 0 || size > in.available()) {
            throw new IOException("a part of " + size + " octets where " + in.available() + " are left");
        }
        return Bytes.of(in.readNBytes(size));
    }
}
