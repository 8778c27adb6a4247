package dev.carrel.runner.bench;

import dev.carrel.protocol.Isolation;
import dev.carrel.protocol.LimitsRequest;
import dev.carrel.protocol.Status;
import dev.carrel.runner.bench.Errand.Act;
import dev.carrel.runner.language.Catalogue;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What people run, in small: most of it short and right, the rest ending in every other way there is. */
final class Mix {
    private static final double MB = 1 << 20;

    private static final List<Errand> ALL = List.of(
            Errand.of("hello", "bash", Status.OK, 20, "echo hello"),
            Errand.of("exit code", "bash", Status.RUNTIME_ERROR, 5, "exit 3"),
            Errand.of("killed", "bash", Status.RUNTIME_ERROR, 5, "kill -9 $$"),
            Errand.of("much output", "bash", Status.OK, 4, "head -c 900000 /dev/zero | tr '\\0' x"),
            Errand.of("endless output", "bash", Status.OUTPUT_LIMIT, 3, "yes")
                    .with(limits(null, null, 65_536.0, null, null)),
            Errand.of("many processes", "bash", Status.OK, 4, "for i in {1..20}; do sleep 0.02 & done; wait"),
            Errand.of("artifacts", "bash", Status.OK, 4, "for i in 1 2 3; do head -c 20000 /dev/zero >f$i.bin; done"),
            Errand.of("full disk", "bash", Status.DISK_LIMIT, 2, "head -c 20M /dev/zero >f")
                    .with(limits(null, null, null, MB, null)),
            Errand.of(
                    "files left about",
                    "bash",
                    Status.OK,
                    3,
                    "mkfifo /tmp/p; ln -s / l; echo x >/dev/shm/x; mkdir -p a/b/c"),
            Errand.of("orphans left behind", "bash", Status.OK, 3, "(sleep 60 &) ; (setsid sleep 60 &) ; echo gone"),
            Errand.of("cancelled", "bash", Status.CANCELLED, 5, "sleep 30").with(Act.CANCEL),
            Errand.of("typed to", "bash", Status.OK, 4, "read -r x; echo \"$x\"")
                    .with(Act.TYPE),
            Errand.of("no end", "bash", Status.TIME_LIMIT, 2, "while :; do :; done")
                    .with(limits(100.0, null, null, null, null)),
            Errand.of("asleep", "bash", Status.TIME_LIMIT, 2, "sleep 30").with(limits(null, 100.0, null, null, null)),
            Errand.of("hello", "python", Status.OK, 8, "print('hello')"),
            Errand.of("exception", "python", Status.RUNTIME_ERROR, 3, "1 / 0"),
            Errand.of(
                    "much memory",
                    "python",
                    Status.MEMORY_LIMIT,
                    2,
                    "x = bytearray(200 << 20)\nfor i in range(0, len(x), 4096): x[i] = 1"),
            Errand.of(
                    "threads",
                    "python",
                    Status.OK,
                    2,
                    "import threading\nfor i in range(20): threading.Thread(target=print, args=(i,)).start()"),
            Errand.of(
                            "too many processes",
                            "python",
                            Status.PROCESS_LIMIT,
                            2,
                            "import os\nfor i in range(20):\n    if os.fork() == 0: os.read(0, 1)")
                    .with(limits(null, null, null, null, 12.0)),
            Errand.of("hello", "c", Status.OK, 3, "#include <stdio.h>\nint main(void) { puts(\"hello\"); }"),
            Errand.of("does not compile", "c", Status.COMPILE_ERROR, 2, "int main(void) { return x; }"),
            Errand.of("crash", "c", Status.RUNTIME_ERROR, 1, "int main(void) { return *(volatile int *)0; }"),
            Errand.of("shared memory left behind", "c", Status.OK, 1, """
                    #include <sys/msg.h>
                    #include <sys/shm.h>
                    int main(void) { return shmget(7, 65536, IPC_CREAT | 0600) < 0 || msgget(7, IPC_CREAT | 0600) < -1; }
                    """),
            Errand.of("hello", "cpp", Status.OK, 1, "#include <iostream>\nint main() { std::cout << \"hello\\n\"; }"),
            Errand.of(
                    "hello",
                    "java",
                    Status.OK,
                    1,
                    "public class Main { public static void main(String[] a) { System.out.println(1); } }"),
            Errand.of("hello", "javascript", Status.OK, 2, "console.log('hello')"),
            Errand.of("cancelled", "javascript", Status.CANCELLED, 1, "setTimeout(() => {}, 30000)")
                    .with(Act.CANCEL),
            Errand.of(
                            "typed to",
                            "javascript",
                            Status.OK,
                            1,
                            "process.stdin.on('data', text => process.stdout.write(text))")
                    .with(Act.TYPE),
            Errand.of("hello", "typescript", Status.OK, 1, "const words: string = 'hello'\nconsole.log(words)"),
            Errand.of("hello", "php", Status.OK, 2, "<?php echo 'hello';"),
            Errand.of("exception", "php", Status.RUNTIME_ERROR, 1, "<?php throw new Exception('no');"));

    private final List<Errand> served;
    private final int weights;

    /** @param languages those that work here */
    Mix(Set<String> languages) {
        served = ALL.stream()
                .filter(errand -> languages.contains(errand.language()))
                .toList();
        weights = served.stream().mapToInt(Errand::weight).sum();
    }

    /** The errand of that number: always the same one. */
    Errand at(int number) {
        int left = new Random(number * 7919L).nextInt(weights);
        for (Errand errand : served) {
            left -= errand.weight();
            if (left < 0) {
                return errand;
            }
        }
        throw new IllegalStateException("weights that do not add up");
    }

    /** One that ends well in each language whose programs may wait for their jobs. */
    List<Errand> awaited(Catalogue catalogue) {
        return served.stream()
                .filter(errand -> errand.name().equals("hello"))
                .filter(errand -> catalogue.named(errand.language()).levels().contains(Isolation.WARM))
                .toList();
    }

    private static LimitsRequest limits(
            @Nullable Double cpu,
            @Nullable Double wall,
            @Nullable Double output,
            @Nullable Double disk,
            @Nullable Double processes) {
        return new LimitsRequest(cpu, wall, null, output, disk, null, null, null, null, processes, null);
    }
}
