package io.datastreamer.job.enrich;

import java.io.Serializable;
import java.time.Duration;

/**
 * How records are enriched.
 *
 * @param maxWait how long a record waits for its SIM or an entry of the catalog before it is rejected
 *     ({@code enrich.wait}), more than zero
 * @param dedupeWindow for how long a record that is repeated is dropped ({@code enrich.dedupe-window}), more than zero
 * @param dedupeCap how many ids of records are remembered for each IMSI at most, give or take 64, at least 1
 *     ({@code enrich.dedupe-cap}): a record repeated after more than so many others is not recognised
 * @param waitingCap how many records of an IMSI wait at most ({@code enrich.waiting-cap}), at least 1: those beyond are
 *     rejected
 * @param simCache how many SIMs each subtask keeps in heap before the state backend ({@code enrich.sim-cache}), about 1
 *     kB each, from 0
 * @param deletedSimKept for how long a deleted SIM still enriches late records ({@code enrich.deleted-sim-kept})
 */
public record EnrichSettings(
        Duration maxWait, Duration dedupeWindow, int dedupeCap, int waitingCap, int simCache, Duration deletedSimKept)
        implements Serializable {}
