package dev.carrel.server.run;

import dev.carrel.protocol.Artifact;
import dev.carrel.protocol.Engine;
import dev.carrel.protocol.Isolation;
import dev.carrel.protocol.LimitsRequest;
import dev.carrel.protocol.NetworkRequest;
import dev.carrel.protocol.RunEvent;
import dev.carrel.protocol.RunResult;
import dev.carrel.protocol.Stage;
import dev.carrel.protocol.StageName;
import dev.carrel.protocol.Status;
import dev.carrel.protocol.Stream;
import dev.carrel.protocol.Task;
import dev.carrel.protocol.TestStage;
import dev.carrel.protocol.Verdict;
import dev.carrel.server.platform.description.Chapter;
import dev.carrel.server.platform.http.Encoding;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the description of the API says of runs. */
public final class RunChapter {
    public static final Chapter CHAPTER = new Chapter(
            "run",
            Map.ofEntries(
                    Map.entry("ExecutionRequest", ExecutionRequest.class),
                    Map.entry("SentFile", SentFile.class),
                    Map.entry("Encoding", Encoding.class),
                    Map.entry("SentTest", ExecutionRequest.SentTest.class),
                    Map.entry("LimitsRequest", LimitsRequest.class),
                    Map.entry("Network", NetworkRequest.class),
                    Map.entry("Isolation", Isolation.class),
                    Map.entry("Task", Task.class),
                    Map.entry("Executed", Executed.class),
                    Map.entry("RunResult", RunResult.class),
                    Map.entry("Status", Status.class),
                    Map.entry("Stage", Stage.class),
                    Map.entry("StageName", StageName.class),
                    Map.entry("TestStage", TestStage.class),
                    Map.entry("Engine", Engine.class),
                    Map.entry("EngineServer", Engine.Server.class),
                    Map.entry("EngineClient", Engine.Client.class),
                    Map.entry("EngineRemote", Engine.Remote.class),
                    Map.entry("Artifact", Artifact.class),
                    Map.entry("RunEvent", RunEvent.class),
                    Map.entry("RunEventStageStarted", RunEvent.StageStarted.class),
                    Map.entry("RunEventOutput", RunEvent.Output.class),
                    Map.entry("RunEventStageEnded", RunEvent.StageEnded.class),
                    Map.entry("RunEventTestEnded", RunEvent.TestEnded.class),
                    Map.entry("Verdict", Verdict.class),
                    Map.entry("RunEventRestarted", RunEvent.Restarted.class),
                    Map.entry("RunEventFinished", RunEvent.Finished.class),
                    Map.entry("OutputStream", Stream.class),
                    Map.entry("Waiting", RunController.Waiting.class),
                    Map.entry("Standing", RunController.Standing.class),
                    Map.entry("QueueStats", Load.Stats.class),
                    Map.entry("LaneStats", Load.LaneStats.class),
                    Map.entry("IoMessage", Said.class),
                    Map.entry("IoMessageStdin", Said.Stdin.class),
                    Map.entry("IoMessageEof", Said.Eof.class),
                    Map.entry("IoMessageSignal", Said.Signal.class),
                    Map.entry("IoSignal", Said.Name.class)),
            Set.of(
                    ExecutionRequest.class,
                    SentFile.class,
                    ExecutionRequest.SentTest.class,
                    LimitsRequest.class,
                    Said.Stdin.class,
                    Said.Eof.class,
                    Said.Signal.class),
            List.of(new Chapter.Choice("RunState", "status", List.of(RunController.Waiting.class, RunResult.class))));

    private RunChapter() {}
}
