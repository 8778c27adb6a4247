package dev.carrel.runner.bench;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of the table of levels somebody wants, and how.
 *
 * @param language null for all
 * @param bare the program that starts a command again and again
 * @param length of each line's measurement
 * @param load average before anything of ours ran
 */
public record LevelsAsked(@Nullable String language, Path bare, Duration length, double load, Form form) {}
