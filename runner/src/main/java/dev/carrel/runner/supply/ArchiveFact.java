package dev.carrel.runner.supply;

/** An archive that is in a root: exactly which. */
public record ArchiveFact(String registry, String coordinates, String digest) {}
