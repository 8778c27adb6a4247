package dev.carrel.runner.bench;

import java.time.Duration;

/** What of this machine is in other hands than a service's and this process's. */
record Others(ProcessTree service, Duration used, long began) {
    static Others since(ProcessTree service) {
        return new Others(service, used(service), System.nanoTime());
    }

    /** On average from then to now. */
    double cores() {
        return Math.max(0, used(service).minus(used).toNanos()) / (double) (System.nanoTime() - began);
    }

    private static Duration used(ProcessTree service) {
        return ProcessTree.machine().minus(service.cpu()).minus(ProcessTree.ours());
    }
}
