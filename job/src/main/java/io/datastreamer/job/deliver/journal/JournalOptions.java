package io.datastreamer.job.deliver.journal;

import java.time.Duration;

/**
 * How journals are cut into segments and frames.
 *
 * @param segmentBytes a segment is sealed when its entries reach this many bytes before compression
 * @param frameBytes a frame is closed when its entries reach this many bytes before compression
 * @param segmentAge a segment spans at most this much journal time
 */
public record JournalOptions(int segmentBytes, int frameBytes, Duration segmentAge) {
    /** Segments of 128 KiB in frames of 32 KiB, sealed after a day at the latest. */
    public static final JournalOptions DEFAULT = new JournalOptions(128 * 1024, 32 * 1024, Duration.ofHours(24));
}
