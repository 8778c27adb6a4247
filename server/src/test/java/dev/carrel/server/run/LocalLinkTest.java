package dev.carrel.server.run;

import dev.carrel.protocol.RunRequest;

/** In the same process. */
class LocalLinkTest extends LinkContract {
    @Override
    RunnerLink open(RunHouse house) {
        return house.leases;
    }

    @Override
    void close(RunnerLink link) {}

    @Override
    RunRequest carried(RunRequest request) {
        return request;
    }
}
