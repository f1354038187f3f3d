package io.datastreamer.job.deliver.frame;

/**
 * A run of journal entries, compressed. Immutable.
 *
 * @param counts entries of each kind
 * @param firstTime journal time of the first entry, milliseconds since the epoch
 * @param lastTime journal time of the last entry
 * @param eventTypes which event types there may be, as {@link EventTypes} has them
 * @param rawLength length of the entries before compression, in bytes
 * @param compressed the entries as one zstd frame
 */
public record Frame(Counts counts, long firstTime, long lastTime, long eventTypes, int rawLength, byte[] compressed) {

    public int entries() {
        return (int) counts.total();
    }
}
