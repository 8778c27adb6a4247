package dev.carrel.runner.bench;

/** How a table is written: for people, as Markdown, as JSON. */
public enum Form {
    TEXT,
    MARKDOWN,
    JSON
}
