package dev.carrel.runner.language;

import dev.carrel.protocol.Isolation;
import dev.carrel.protocol.Status;
import dev.carrel.sandbox.Network;
import dev.carrel.sandbox.Proc;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** language.yaml as it is written: names and shapes only; {@link LanguageReader} gives it meaning. */
record LanguageFile(
        @Nullable String name,
        @Nullable List<String> aliases,
        @Nullable List<String> extensions,
        @Nullable List<String> companions,
        @Nullable String entry,
        @Nullable String editor,
        @Nullable String formatter,
        @Nullable String debugger,
        @Nullable Tier tier,
        @Nullable Boolean onDemand,
        @Nullable Network network,
        @Nullable Proc proc,
        @Nullable List<Isolation> levels,
        @Nullable WarmFile warm,
        @Nullable StepFile compile,
        @Nullable StepFile run,
        @Nullable StepFile format,
        @Nullable List<SignFile> signs,
        @Nullable WrongFile wrong,
        @Nullable Map<String, VersionFile> versions,
        @Nullable Map<String, RootFile> roots) {

    record StepFile(
            @Nullable List<String> command,
            @Nullable List<String> options,
            @Nullable Map<String, String> env,
            @Nullable LimitsFile limits,
            @Nullable List<String> varies,
            @Nullable List<String> server) {}

    record SignFile(
            @Nullable Stage stage,
            @Nullable String stderr,
            @Nullable Status status,
            @Nullable String message) {}

    record WarmFile(@Nullable String awaits, @Nullable Set<String> unless) {}

    enum Stage {
        COMPILE,
        RUN
    }

    record WrongFile(@Nullable Status status, @Nullable String says) {}

    record VersionFile(
            @Nullable String root,
            @Nullable Boolean onDemand,
            @Nullable List<String> runtimeCommand,
            @Nullable StepFile compile,
            @Nullable StepFile run,
            @Nullable StepFile format,
            @Nullable String template,
            @Nullable String says) {}

    record RootFile(
            @Nullable String like,
            @Nullable List<String> architectures,
            @Nullable String debian,
            @Nullable List<String> packages,
            @Nullable List<String> without,
            @Nullable List<ArchiveFile> archives,
            @Nullable Map<String, String> files,
            @Nullable Map<String, String> links,
            @Nullable List<String> jdk,
            @Nullable Integer dotnet,
            @Nullable List<String> prune,
            @Nullable List<List<String>> prepare) {
        /** This root with what it leaves unsaid taken from another. */
        RootFile over(RootFile other) {
            return new RootFile(
                    null,
                    architectures == null ? other.architectures : architectures,
                    debian == null ? other.debian : debian,
                    packages == null ? other.packages : packages,
                    without == null ? other.without : without,
                    archives == null ? other.archives : archives,
                    files == null ? other.files : files,
                    links == null ? other.links : links,
                    jdk == null ? other.jdk : jdk,
                    dotnet == null ? other.dotnet : dotnet,
                    prune == null ? other.prune : prune,
                    prepare == null ? other.prepare : prepare);
        }
    }

    record ArchiveFile(
            @Nullable String npm,
            @Nullable String maven,
            @Nullable String pypi,
            @Nullable String go,
            @Nullable Map<String, String> digest,
            @Nullable String into,
            @Nullable Boolean unpack,
            @Nullable String folder,
            @Nullable List<String> only,
            @Nullable List<String> programs) {}
}
