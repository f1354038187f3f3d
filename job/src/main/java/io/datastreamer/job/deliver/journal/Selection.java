package io.datastreamer.job.deliver.journal;

import io.datastreamer.contract.RecordKind;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Which entries to read, and how many at most.
 *
 * @param kind only entries of this kind
 * @param eventTypes only entries with such an event type
 * @param horizon entries with a journal time before this are expired, milliseconds since the epoch
 * @param maxRecords most entries, at least 1
 * @param maxBytes most bytes of JSON; a single larger entry is read all the same
 * @param until read nothing from here on; null for no such bound
 */
public record Selection(
        RecordKind kind,
        IntPredicate eventTypes,
        long horizon,
        int maxRecords,
        long maxBytes,
        @Nullable Position until) {}
