package dev.carrel.runner.run;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.Refused;
import dev.carrel.protocol.WorkFile;
import dev.carrel.sandbox.Command;
import dev.carrel.sandbox.Execution;
import dev.carrel.sandbox.SandboxException;
import dev.carrel.sandbox.Slot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A compiler that stays, in a slot of its own, and is asked one question after the other over its stdin and stdout. It
 * is ours, part of the root, and no stranger's code runs in it; yet it reads strangers' sources, and is believed no
 * more than any program in a slot.
 */
final class WarmCompiler implements AutoCloseable {
    private static final int MARK = 0x6a61762e;
    private static final int MOST_FILES = 2000;
    /** Learners' programs become some kilobytes; what becomes more is compiled by itself. */
    private static final int MOST_OCTETS = 16 << 20;

    private final Slot slot;
    private final Pieces pieces;
    private final DataInputStream words;
    private final Execution execution;
    private volatile boolean over;
    private long given;
    private int served;

    /**
     * What was said and made, and what that cost.
     *
     * @param resident of the compiler, which others have been served by
     */
    record Answer(int code, Duration cpu, Duration wall, ByteSize resident, Bytes said, List<WorkFile> files) {
        Answer {
            files = List.copyOf(files);
        }
    }

    /** Starts one; whatever happens, the slot is its own from here on. */
    WarmCompiler(Slot slot, Command command) throws SandboxException {
        this.slot = slot;
        this.pieces = new Pieces(Integer.BYTES, slot::close);
        this.words = new DataInputStream(pieces);
        try {
            this.execution = slot.start(command, pieces);
        } catch (SandboxException | RuntimeException e) {
            slot.close();
            throw e;
        }
        Thread.ofVirtual().name("warm-compiler").start(this::watch);
    }

    private void watch() {
        try {
            execution.await();
        } catch (SandboxException e) {
            slot.close(); // whoever asks is told by the end of the words
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        over = true;
        pieces.end();
    }

    /** Waits until it says that it is ready. */
    void awaitReady(Duration patience) throws IOException {
        pieces.until(patience);
        mark();
    }

    /** @throws IOException when it did not answer in time, or not as it should; it is to be closed then */
    Answer ask(List<String> argv, List<WorkFile> files, Duration patience) throws IOException {
        byte[] question = question(argv, files);
        given += question.length;
        served++;
        long began = System.nanoTime();
        pieces.expect(MOST_OCTETS, patience);
        execution.stdin(question);
        mark();
        Bytes body = part(words);
        pieces.enough();
        try {
            return answer(body, Duration.ofNanos(System.nanoTime() - began));
        } catch (Refused e) {
            throw new IOException(e.sentence(), e);
        }
    }

    private static Answer answer(Bytes body, Duration wall) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(body.toArray()));
        int code = in.readInt();
        Duration cpu = Duration.ofNanos(Math.clamp(in.readLong(), 0, wall.toNanos()));
        ByteSize resident = new ByteSize(Math.max(0, in.readLong()));
        Bytes said = part(in);
        List<WorkFile> made = new ArrayList<>();
        int count = in.readInt();
        if (count < 0 || count > MOST_FILES) {
            throw new IOException(count + " files");
        }
        while (made.size() < count) {
            String name = part(in).text();
            made.add(new WorkFile(name, part(in), false));
        }
        if (in.available() > 0) {
            throw new IOException("its answer goes on behind its end");
        }
        return new Answer(code, cpu, wall, resident, said, made);
    }

    private static byte[] question(List<String> argv, List<WorkFile> files) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(octets);
        out.writeInt(argv.size());
        for (String word : argv) {
            part(out, Bytes.ofText(word));
        }
        out.writeInt(files.size());
        for (WorkFile file : files) {
            part(out, Bytes.ofText(file.name()));
            part(out, file.content());
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        part(new DataOutputStream(whole), Bytes.of(octets.toByteArray()));
        return whole.toByteArray();
    }

    private static void part(DataOutputStream out, Bytes part) throws IOException {
        out.writeInt(part.size());
        out.write(part.toArray());
    }

    private void mark() throws IOException {
        int mark = words.readInt();
        if (mark != MARK) {
            throw new IOException("it says something else: " + Integer.toHexString(mark));
        }
    }

    private static Bytes part(DataInputStream in) throws IOException {
        int size = in.readInt();
        if (size < 0 || size > MOST_OCTETS) {
            throw new IOException("a part of " + size + " octets");
        }
        byte[] octets = in.readNBytes(size);
        if (octets.length < size) {
            throw new IOException("a part ends after " + octets.length + " octets of " + size);
        }
        return Bytes.of(octets);
    }

    int served() {
        return served;
    }

    /** Whether it lives, and may be given so much more. */
    boolean canTake(long octets) {
        return !over && given + octets < Execution.MAX_STDIN.bytes();
    }

    @Override
    public void close() {
        slot.close();
    }
}
