package dev.carrel.runner.cli;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.Checker;
import dev.carrel.protocol.Isolation;
import dev.carrel.protocol.Limits;
import dev.carrel.protocol.LimitsRequest;
import dev.carrel.protocol.Refused;
import dev.carrel.protocol.Rule;
import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.RunRequest;
import dev.carrel.protocol.RunResult;
import dev.carrel.runner.language.Language;
import dev.carrel.runner.language.Version;
import dev.carrel.runner.run.ArtifactStore;
import dev.carrel.runner.run.Job;
import dev.carrel.runner.run.Runner;
import dev.carrel.runner.run.Running;
import dev.carrel.runner.run.Served;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/** {@code carrel exec}: one program, as if it ran without a sandbox, or as one result. */
final class Exec {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long LAST_WORDS_SECONDS = 3;

    private final Installation here;
    private final InputStream in;
    private final OutputStream out;
    private final PrintStream err;

    Exec(Installation here, InputStream in, OutputStream out, PrintStream err) {
        this.here = here;
        this.in = in;
        this.out = out;
        this.err = err;
    }

    int run(List<String> words) throws IOException, InterruptedException {
        ExecOptions options = ExecOptions.parse(words);
        if (options.help()) {
            out.write(ExecOptions.HELP.getBytes(StandardCharsets.UTF_8));
            out.flush();
            return ExitCode.OK;
        }
        NamedFiles named = named(options);
        Choice choice = Choice.of(here.catalogue(), options, named);
        TestOptions wanted = options.tests();
        TestFolder tests = wanted == null ? null : wanted.read();
        RunRequest request = new RunRequest(
                choice.language().id(),
                choice.version().number(),
                named.files(),
                choice.entry(),
                wanted == null || tests == null ? input(options) : tests.input(wanted.untilFailure(), here.catalogue()),
                options.args(),
                options.env(),
                options.limits(),
                LimitsRequest.NONE,
                isolation(options));
        Checker checker = request.checker();
        Served judge = checker == null ? null : judging(checker);
        Job job = Job.of(here.newId(), request, served(choice.language(), choice.version()), judge, Limits.CEILING);
        ArtifactStore store = store(options);
        Proof.require(here, err::println);
        return tests == null || options.json() ? execute(job, store, options.json()) : test(job, tests);
    }

    private int test(Job job, TestFolder tests) throws InterruptedException {
        PrintStream text = new PrintStream(out, true, StandardCharsets.UTF_8);
        CountDownLatch lastWords = new CountDownLatch(1);
        Running running = here.runner().start(job, ArtifactStore.IN_RESULT, new TestReport(tests.names(), text, err));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endEarly(running, lastWords)));
        RunResult result = running.await();
        try {
            text.println(result.message());
            return TestReport.passed(result) ? ExitCode.OK : ExitCode.FAILED;
        } finally {
            lastWords.countDown();
        }
    }

    /** Here no interpreter waits from one call to the next: to start one ahead would cost more than it saves. */
    private static Isolation isolation(ExecOptions options) {
        Isolation asked = options.isolation();
        return asked == null ? Isolation.EXEC : asked;
    }

    private int execute(Job job, ArtifactStore store, boolean json) throws IOException, InterruptedException {
        Runner runner = here.runner();
        CountDownLatch lastWords = new CountDownLatch(1);
        ProgramStreams streams = new ProgramStreams(out, err);
        Consumer<RunEvent> reader = json ? event -> {} : streams;
        Running running = runner.start(job, store, reader);
        streams.whenReaderGone(running::cancel);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endEarly(running, lastWords)));
        if (job.input() instanceof RunRequest.Input.Live) {
            LiveInput.forward(in, running, () -> say("input beyond 16 MB is not given to the program"));
        }
        RunResult result = running.await();
        try {
            return streams.isReaderGone() ? ExitCode.READER_GONE : report(result, json);
        } finally {
            lastWords.countDown();
        }
    }

    private int report(RunResult result, boolean json) throws IOException {
        if (json) {
            out.write(JSON.writeValueAsBytes(result));
            out.write('\n');
            out.flush();
            return ExitCode.OK;
        }
        if (needsWords(result)) {
            say(result.message());
        }
        return ExitCode.of(result);
    }

    /** A program that ended by itself has said what it had to say; a compiler too. */
    private static boolean needsWords(RunResult result) {
        boolean byItself = result.run() != null && result.run().exitCode() != null;
        return switch (result.status()) {
            case OK, COMPILE_ERROR -> false;
            case RUNTIME_ERROR -> !byItself || !result.message().startsWith("ended with exit code");
            case TIME_LIMIT,
                    MEMORY_LIMIT,
                    OUTPUT_LIMIT,
                    PROCESS_LIMIT,
                    DISK_LIMIT,
                    CANCELLED,
                    REFUSED,
                    INTERNAL_ERROR -> true;
        };
    }

    private void say(String sentence) {
        err.println("carrel: " + sentence);
        err.flush();
    }

    /** Ctrl-C: the program dies first, then this process. */
    private static void endEarly(Running running, CountDownLatch lastWords) {
        running.cancel();
        try {
            if (!lastWords.await(LAST_WORDS_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is missing is installed first: a first call on a new machine just takes longer. */
    private Served served(Language language, Version version) {
        if (!here.roots().installed(version.root())) {
            say(language.name() + " " + version.number() + " is not installed yet; installing it");
            here.install(version.root(), err::println);
        }
        return here.machine().serve(language, version);
    }

    private Served judging(Checker checker) {
        Language language = here.catalogue().named(checker.language());
        return served(language, language.standard());
    }

    private NamedFiles named(ExecOptions options) throws IOException {
        Integer fd = options.filesFd();
        if (fd == null) {
            return NamedFiles.onDisk(Path.of(""), options.files());
        }
        try (InputStream tar = Files.newInputStream(Path.of("/proc/self/fd/" + fd))) {
            return NamedFiles.inTar(tar, options.files());
        }
    }

    private RunRequest.Input input(ExecOptions options) {
        String file = options.stdin();
        if (file == null || file.equals("-")) {
            return new RunRequest.Input.Live();
        }
        try (InputStream from = Files.newInputStream(Path.of(file))) {
            return new RunRequest.Input.Given(Bytes.of(from.readNBytes(RunRequest.Input.Given.MAX_BYTES + 1)));
        } catch (IOException e) {
            throw new Refused(
                    Rule.FILE_UNREADABLE,
                    "stdin",
                    "The input file \"" + file + "\" cannot be read.",
                    "Check its name and its rights.");
        }
    }

    private static ArtifactStore store(ExecOptions options) {
        String folder = options.artifacts();
        if (folder != null) {
            return FolderStore.in(Path.of(folder));
        }
        return ArtifactStore.IN_RESULT;
    }
}
