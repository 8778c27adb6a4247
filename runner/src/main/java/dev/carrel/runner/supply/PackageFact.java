package dev.carrel.runner.supply;

/** A package that is in a root: exactly which. */
public record PackageFact(String name, String version, String architecture, String sha256) {}
