package dev.carrel.runner.bench;

import dev.carrel.protocol.Bytes;
import dev.carrel.protocol.FileEntry;
import dev.carrel.protocol.FileSet;
import dev.carrel.protocol.LimitsRequest;
import dev.carrel.protocol.RunRequest;
import dev.carrel.protocol.Status;
import dev.carrel.runner.language.Catalogue;
import dev.carrel.runner.run.ArtifactStore;
import dev.carrel.runner.run.Job;
import dev.carrel.runner.serve.Kind;
import dev.carrel.runner.serve.Station;
import dev.carrel.runner.serve.Unavailable;
import java.util.List;
import java.util.Map;

/** Runs hellos in a station of this process: what a service would cost that had no HTTP, no queue and no database. */
final class BareRunner implements Clients.Call {
    private final Station station;
    private final Catalogue catalogue;
    private final Hello hello;

    BareRunner(Station station, Catalogue catalogue, Hello hello) {
        this.station = station;
        this.catalogue = catalogue;
        this.hello = hello;
    }

    @Override
    public boolean answered(long number) throws InterruptedException {
        while (true) {
            try {
                Job job = station.prepare("bench-" + number, request(number));
                return station.start(Kind.INTERACTIVE, job, ArtifactStore.IN_RESULT, event -> {})
                                .await()
                                .status()
                        == Status.OK;
            } catch (Unavailable e) {
                Thread.sleep(1);
            }
        }
    }

    private RunRequest request(long number) {
        String entry = catalogue.named(hello.language()).sources().entry().value();
        return new RunRequest(
                hello.language(),
                null,
                FileSet.of(FileEntry.ofText(entry, hello.code(number))),
                null,
                new RunRequest.Input.Given(Bytes.EMPTY),
                List.of(),
                Map.of(),
                LimitsRequest.NONE,
                LimitsRequest.NONE,
                null);
    }
}
