package io.datastreamer.job.mediate;

import java.io.Serializable;
import java.time.Duration;

/**
 * How sessions are put together.
 *
 * @param sessionIdle after how long without a record a session counts as ended
 * @param closedKept for how long ended sessions are kept, for records that come late
 * @param maxSessions most sessions kept of one element, open and ended ones each
 * @param allUpdates whether every update becomes a network record, or only one that tells something new
 * @param gapWait how long a number that an element has given may come late, before it counts as missing
 */
public record MediateSettings(
        Duration sessionIdle, Duration closedKept, int maxSessions, boolean allUpdates, Duration gapWait)
        implements Serializable {}
