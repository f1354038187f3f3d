package io.datastreamer.contract;

/** A message other than a record that every delivering subtask gets: a change of a data stream, or a question. */
public sealed interface Instruction permits StreamChange, Question {}
