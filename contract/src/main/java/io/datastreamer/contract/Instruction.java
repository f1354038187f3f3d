package io.datastreamer.contract;

/** What the job is told and asked beside records: it comes to all that deliver. */
public sealed interface Instruction permits StreamChange, Question {}
