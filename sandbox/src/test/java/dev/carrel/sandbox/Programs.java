package dev.carrel.sandbox;

import dev.carrel.protocol.ByteSize;
import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.Cores;
import dev.carrel.protocol.Limits;
import dev.carrel.protocol.Stream;
import dev.carrel.protocol.WorkFile;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The programs of the contract, each written twice: as a shell script for box, and as a lambda for the scripted
 * sandbox.
 */
enum Programs {
    SPEAK("echo héllo; echo oops >&2"),
    CAT("cat"),
    EXIT_3("exit 3"),
    ABORT("kill -6 $$"),
    SLEEP("exec sleep 1000"),
    SLEEP_OVER("exec sleep 1000"),
    SAY_AND_SLEEP("echo here; exec sleep 1000"),
    SPIN("while :; do :; done"),
    HOG("x=x; while :; do x=$x$x; done"),
    FLOOD("yes"),
    LEAVE("read line < given.txt; echo \"$line\" > kept.txt"),
    LIST("ls -A");

    static final ByteSize OUTPUT = ByteSize.ofKb(64);

    private final String script;

    Programs(String script) {
        this.script = script;
    }

    Command command() {
        return new Command(
                Profile.RUN,
                List.of("/bin/bash", "-c", script),
                Map.of("PATH", "/usr/bin:/bin", "LANG", "C.UTF-8"),
                this == LEAVE ? List.of(new WorkFile("given.txt", Bytes.ofText("seen\n"), false)) : List.of(),
                limits(),
                new Collect(10, ByteSize.ofMb(1), ByteSize.ofMb(1), 4));
    }

    private Limits limits() {
        return new Limits(
                this == SPIN ? Duration.ofMillis(300) : Duration.ofSeconds(20),
                this == SLEEP_OVER ? Duration.ofMillis(500) : Duration.ofSeconds(30),
                ByteSize.ofMb(64),
                this == CAT ? ByteSize.ofMb(1) : OUTPUT,
                ByteSize.ofMb(16),
                ByteSize.ofMb(8),
                ByteSize.ofMb(8),
                256,
                64,
                16,
                Cores.ONE);
    }

    static int act(ScriptedJob job) {
        String script = job.command().argv().getLast();
        for (Programs program : values()) {
            if (program.script.equals(script)) {
                return program.pretend(job);
            }
        }
        throw new IllegalStateException("an unknown script: " + script);
    }

    private int pretend(ScriptedJob job) {
        switch (this) {
            case SPEAK -> {
                job.out("héllo\n");
                job.sleep(Duration.ofMillis(1));
                job.err("oops\n");
            }
            case CAT -> {
                for (byte[] read = job.read(); read.length > 0; read = job.read()) {
                    job.write(Stream.STDOUT, read);
                }
            }
            case EXIT_3 -> {
                return 3;
            }
            case ABORT -> job.die(6);
            case SLEEP, SLEEP_OVER -> sleep(job);
            case SAY_AND_SLEEP -> {
                job.out("here\n");
                job.hang();
            }
            case SPIN -> job.compute(Duration.ofSeconds(1000));
            case HOG -> job.allocate(ByteSize.ofMb(1000));
            case FLOOD -> job.write(Stream.STDOUT, new byte[1 << 20]);
            case LEAVE ->
                job.leave(new WorkFile(
                        "kept.txt", job.command().files().getFirst().content(), false));
            case LIST -> job.out("");
        }
        return 0;
    }

    private static void sleep(ScriptedJob job) {
        if (job.command().limits().wall().compareTo(Duration.ofSeconds(1)) < 0) {
            job.sleep(Duration.ofSeconds(1000));
        }
        job.hang();
    }
}
