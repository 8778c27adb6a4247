package dev.carrel.sandbox;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Limits;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Turns frames into octets: {@code u32 length · u8 type · body}, integers big-endian. */
final class FrameWriter {
    static final int VERSION = 1;

    /** The longest content that one frame carries beside its other fields. */
    static final int MAX_CONTENT = 512 * 1024;

    /** What is shorter is copied: a part of its own costs more. */
    private static final int LONG = 4096;

    private final ByteArrayOutputStream octets = new ByteArrayOutputStream(256);
    private final DataOutputStream out = new DataOutputStream(octets);
    private Optional<ByteBuffer> content = Optional.empty();

    private FrameWriter() {}

    /** The frame in parts that follow each other; what is long in it is not copied. */
    static List<ByteBuffer> write(ToBox frame) {
        try {
            FrameWriter writer = new FrameWriter();
            writer.out.writeInt(0);
            writer.body(frame);
            ByteBuffer head = ByteBuffer.wrap(writer.octets.toByteArray());
            int rest = writer.content.map(ByteBuffer::remaining).orElse(0);
            head.putInt(0, head.limit() - Integer.BYTES + rest);
            return Stream.concat(Stream.of(head), writer.content.stream()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("an array that cannot be written", e);
        }
    }

    private void body(ToBox frame) throws IOException {
        switch (frame) {
            case ToBox.Open(SlotSpec spec) -> {
                out.writeByte(1);
                out.writeShort(VERSION);
                str(spec.root());
                out.writeByte(number(spec.network()));
                out.writeByte(number(spec.proc()));
            }
            case ToBox.Wake(Zygote zygote) -> {
                out.writeByte(9);
                size(zygote.stack());
                words(zygote.argv(), zygote.env());
            }
            case ToBox.WarmUp(Warm warm) -> {
                out.writeByte(11);
                str(warm.awaited());
                job(new Command(Profile.RUN, warm.argv(), warm.env(), List.of(), warm.limits(), Collect.NOTHING));
            }
            case ToBox.Resume(Collect collect) -> {
                out.writeByte(12);
                collect(collect);
            }
            case ToBox.Job(Command command) -> {
                out.writeByte(2);
                job(command);
            }
            case ToBox.Fork(Command command) -> {
                out.writeByte(10);
                job(command);
            }
            case ToBox.File(String name, boolean executable, boolean append, ByteBuffer content) -> {
                out.writeByte(3);
                out.writeByte((executable ? 1 : 0) | (append ? 2 : 0));
                str(name);
                rest(content);
            }
            case ToBox.Start() -> out.writeByte(4);
            case ToBox.Stdin(ByteBuffer content) -> {
                out.writeByte(5);
                rest(content);
            }
            case ToBox.StdinEnd() -> out.writeByte(6);
            case ToBox.Signal(int number) -> {
                out.writeByte(7);
                out.writeByte(number);
            }
            case ToBox.Cancel() -> out.writeByte(8);
        }
    }

    private void job(Command command) throws IOException {
        out.writeByte(number(command.profile()));
        limits(command.limits());
        collect(command.collect());
        words(command.argv(), command.env());
    }

    private void collect(Collect collect) throws IOException {
        out.writeInt(collect.maxFiles());
        size(collect.maxBytes());
        size(collect.maxFileBytes());
        out.writeInt(collect.maxDepth());
    }

    private void words(List<String> argv, Map<String, String> env) throws IOException {
        out.writeInt(argv.size());
        for (String word : argv) {
            str(word);
        }
        out.writeInt(env.size());
        for (Map.Entry<String, String> variable : env.entrySet()) {
            str(variable.getKey() + "=" + variable.getValue());
        }
    }

    private void limits(Limits limits) throws IOException {
        time(limits.cpu());
        time(limits.wall());
        size(limits.memory());
        size(limits.output());
        size(limits.output());
        size(limits.disk());
        size(limits.file());
        size(limits.stack());
        out.writeInt(limits.files());
        out.writeInt(limits.openFiles());
        out.writeInt(limits.processes());
        out.writeInt(limits.share().milli());
    }

    private static int number(Network network) {
        return switch (network) {
            case NONE -> 0;
            case LOOPBACK -> 1;
        };
    }

    private static int number(Proc proc) {
        return switch (proc) {
            case PID -> 0;
            case FULL -> 1;
        };
    }

    private static int number(Profile profile) {
        return switch (profile) {
            case RUN -> 0;
            case COMPILE -> 1;
            case DEBUG -> 2;
            case NET -> 3;
        };
    }

    private void time(Duration time) throws IOException {
        out.writeLong(Math.max(1, time.toNanos() / 1000));
    }

    private void size(ByteSize size) throws IOException {
        out.writeLong(size.bytes());
    }

    private void str(String text) throws IOException {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    /** The last of a frame. */
    private void rest(ByteBuffer octets) throws IOException {
        if (octets.remaining() >= LONG) {
            content = Optional.of(octets.duplicate());
            return;
        }
        byte[] copy = new byte[octets.remaining()];
        octets.duplicate().get(copy);
        out.write(copy);
    }
}
