package io.datastreamer.job.deliver.journal;

/**
 * A run of entries, compressed. Immutable.
 *
 * @param counts entries of each kind
 * @param firstTime journal time of the first entry, milliseconds since the epoch
 * @param lastTime journal time of the last entry
 * @param rawLength length of the entries before compression, in bytes
 * @param compressed the entries as one zstd frame
 */
public record Frame(Counts counts, long firstTime, long lastTime, int rawLength, byte[] compressed) {

    int entries() {
        return (int) counts.total();
    }
}
