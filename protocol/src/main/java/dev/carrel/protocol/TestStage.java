package dev.carrel.protocol;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/** The stage of one test of a run; in JSON the stage's fields and {@code index} side by side. */
@JsonPropertyOrder({"stage", "index"})
public record TestStage(@JsonUnwrapped Stage stage, int index) {}
