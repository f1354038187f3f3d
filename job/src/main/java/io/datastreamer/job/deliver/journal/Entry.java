package io.datastreamer.job.deliver.journal;

import io.datastreamer.connectors.spi.Batch;
import org.jspecify.annotations.Nullable;

/**
 * An entry that was read from a journal.
 *
 * @param item the document
 * @param segment the segment that it is in
 * @param ordinal entries of the segment before it
 * @param number entries of its kind before it, since the journal began: identifies it among them for ever
 * @param time its journal time, milliseconds since the epoch
 */
public record Entry(Batch.Item item, long segment, int ordinal, long number, long time) {
    /** Heap that an entry takes besides its document: this object, the item, its key's string, a slot. */
    private static final long OVERHEAD_BYTES = 192;

    /** The entry's position in the journal. */
    public Position position() {
        return new Position(segment, ordinal);
    }

    /**
     * Heap that this entry holds in addition to the one before, in bytes. Documents that were read together may share a
     * buffer, and each of them keeps all of it in memory.
     */
    public long heldBytesAfter(@Nullable Entry before) {
        boolean shares = before != null && before.item.buffer() == item.buffer();
        return OVERHEAD_BYTES + item.simKey().length() + (shares ? 0 : item.buffer().length);
    }

    /** Bytes of its document with the supplement. */
    int contentLength() {
        return item.length() + item.supplementLength();
    }

    /** The same entry, with its document copied to a place in another buffer. */
    Entry movedTo(byte[] buffer, int offset) {
        System.arraycopy(item.buffer(), item.offset(), buffer, offset, item.length());
        int supplement = offset + item.length();
        System.arraycopy(item.buffer(), item.supplementOffset(), buffer, supplement, item.supplementLength());
        Batch.Item moved = new Batch.Item(
                item.id(),
                item.eventType(),
                item.simKey(),
                buffer,
                offset,
                item.length(),
                supplement,
                item.supplementLength());
        return new Entry(moved, segment, ordinal, number, time);
    }
}
