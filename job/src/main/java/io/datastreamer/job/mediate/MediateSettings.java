package io.datastreamer.job.mediate;

import java.io.Serializable;
import java.time.Duration;

/**
 * How sessions are put together.
 *
 * @param sessionIdle after this time without a record a session counts as ended
 * @param closedKept how long ended sessions are kept, for late records
 * @param maxSessions most open sessions of one element, and most that end in a day
 * @param allUpdates whether every update becomes a network record, or only those that say something new
 * @param gapWait how late a number that an element has given may come before it counts as missing
 */
public record MediateSettings(
        Duration sessionIdle, Duration closedKept, int maxSessions, boolean allUpdates, Duration gapWait)
        implements Serializable {}
