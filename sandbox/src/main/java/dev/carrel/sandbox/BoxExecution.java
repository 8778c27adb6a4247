package dev.carrel.sandbox;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.Isolation;
import dev.carrel.protocol.Refused;
import dev.carrel.protocol.WorkFile;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** A command under way in box. Its {@code take} methods belong to the slot's reader thread. */
final class BoxExecution implements Execution {
    private final BoxSlot slot;
    private final Command command;
    private final Isolation level;
    private final OutputSink sink;
    private final long deadline;
    private final CompletableFuture<Ended> done = new CompletableFuture<>();
    private final List<Collected> collected = new ArrayList<>();
    private long collectedBytes;
    private boolean filesLeft;
    private @Nullable Collected open;
    private final StdinBudget budget = new StdinBudget();

    /** A file whose pieces are still coming; without a name it is let go. */
    private record Collected(@Nullable String name, boolean executable, List<ByteBuffer> content) {}

    BoxExecution(BoxSlot slot, Command command, Isolation level, OutputSink sink) {
        this.slot = slot;
        this.command = command;
        this.level = level;
        this.sink = sink;
        this.deadline = System.nanoTime() + command.limits().wall().toNanos();
    }

    List<ToBox> frames() {
        List<ToBox> frames = new ArrayList<>();
        frames.add(
                switch (level) {
                    case EXEC -> new ToBox.Job(command);
                    case FORK -> new ToBox.Fork(command);
                    case WARM -> new ToBox.Resume(command.collect());
                });
        for (WorkFile file : command.files()) {
            ByteBuffer rest = file.content().buffer();
            boolean append = false;
            do {
                frames.add(new ToBox.File(file.name(), file.executable(), append, piece(rest)));
                append = true;
            } while (rest.hasRemaining());
        }
        frames.add(new ToBox.Start());
        return frames;
    }

    private static ByteBuffer piece(ByteBuffer rest) {
        ByteBuffer piece = rest.slice(rest.position(), Math.min(rest.remaining(), FrameWriter.MAX_CONTENT));
        rest.position(rest.position() + piece.remaining());
        return piece;
    }

    @Override
    public Isolation level() {
        return level;
    }

    @Override
    public void stdin(byte[] bytes) {
        if (done.isDone()) {
            return;
        }
        budget.take(bytes.length);
        ByteBuffer rest = ByteBuffer.wrap(bytes.clone());
        while (rest.hasRemaining()) {
            slot.send(this, new ToBox.Stdin(piece(rest)));
        }
    }

    @Override
    public void endStdin() {
        if (budget.end()) {
            slot.send(this, new ToBox.StdinEnd());
        }
    }

    @Override
    public void signal(int number) {
        if (number < 1 || number > 64) {
            throw new IllegalArgumentException("signal " + number);
        }
        slot.send(this, new ToBox.Signal(number));
    }

    @Override
    public void cancel() {
        slot.cancel(this);
    }

    @Override
    public Ended await() throws SandboxException, InterruptedException {
        try {
            return done.get();
        } catch (ExecutionException e) {
            throw SandboxException.again(e);
        }
    }

    /** Whether it should have ended so long ago. */
    boolean isOverdue(Duration grace) {
        return System.nanoTime() - deadline > grace.toNanos();
    }

    void take(FromBox.Output output) {
        byte[] octets = new byte[output.content().remaining()];
        output.content().get(octets);
        sink.accept(output.stream(), output.at(), octets);
    }

    void take(FromBox.File file) throws SandboxException {
        Collected target = open;
        if (!file.append()) {
            target = new Collected(file.name().orElse(null), file.executable(), new ArrayList<>());
            open = target;
            collected.add(target);
        } else if (target == null || !file.name().equals(Optional.ofNullable(target.name()))) {
            throw SandboxException.malformed("a piece of a file that was not begun");
        }
        target.content().add(file.content());
        collectedBytes += file.content().remaining();
        filesLeft |= target.name() == null;
        if (collected.size() > command.collect().maxFiles()
                || collectedBytes > command.collect().maxBytes().bytes()) {
            throw SandboxException.malformed("more files than were asked for");
        }
    }

    Ended summary(FromBox.Ended end) throws SandboxException {
        List<WorkFile> files = new ArrayList<>();
        for (Collected file : collected) {
            if (file.name() != null) {
                files.add(workFile(file.name(), file));
            }
        }
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        flags.addAll(end.flags());
        if (filesLeft) {
            flags.add(Flag.FILES_LEFT);
        }
        Integer exitCode = end.end() == FromBox.End.EXITED ? end.code() : null;
        Integer signal = end.end() == FromBox.End.SIGNALLED ? end.code() : null;
        return new Ended(Endings.outcome(end), exitCode, signal, end.usage(), files, flags);
    }

    private static WorkFile workFile(String name, Collected file) throws SandboxException {
        try {
            return new WorkFile(name, Bytes.of(file.content()), file.executable());
        } catch (Refused e) {
            throw new SandboxException("malformed frame from box: a file with an impossible name", e);
        }
    }

    void complete(Ended ended) {
        done.complete(ended);
    }

    void fail(SandboxException reason) {
        done.completeExceptionally(reason);
    }
}
