package io.datastreamer.job.deliver.frame;

import io.datastreamer.contract.Document;
import io.datastreamer.contract.RecordKind;
import java.util.Arrays;

/** Writes entries into a frame, in the format that {@link RawFrame} describes. */
public final class FrameWriter {
    private static final byte[] NOTHING = new byte[0];
    // kind, event type, and five integers of at most ten bytes
    private static final int MOST_HEAD = 2 + 5 * 10;

    private final int firstOrdinal;
    private final int firstCapacity;
    private byte[] bytes = NOTHING;
    private int length;
    private Counts counts = Counts.NONE;
    private long eventTypes = EventTypes.NONE;
    private long firstTime;
    private long lastTime;

    /**
     * Creates an empty writer, which allocates its buffer with the first entry.
     *
     * @param firstOrdinal ordinal of the first entry within its segment
     * @param expectedLength bytes that it will probably hold
     */
    public FrameWriter(int firstOrdinal, int expectedLength) {
        this.firstOrdinal = firstOrdinal;
        // the last entry usually exceeds a frame's size
        this.firstCapacity = expectedLength + expectedLength / 8;
    }

    public void append(Document document, long time) {
        append(
                document.kind(),
                document.eventType(),
                time,
                document.id(),
                document.content(),
                0,
                document.simKeyLength(),
                document.jsonLength(),
                document.supplementLength());
    }

    /**
     * Appends an entry.
     *
     * @param content holds its SIM key, JSON and supplement, one after the other, from {@code start} on
     */
    void append(
            RecordKind kind,
            int eventType,
            long time,
            long id,
            byte[] content,
            int start,
            int simKeyLength,
            int jsonLength,
            int supplementLength) {
        int contentLength = simKeyLength + jsonLength + supplementLength;
        ensure(MOST_HEAD + contentLength);
        bytes[length++] = (byte) kind.code();
        bytes[length++] = (byte) (eventType + 1);
        varLong(time - lastTime);
        varLong(zigzag(id));
        varLong(simKeyLength);
        varLong(jsonLength);
        varLong(supplementLength);
        System.arraycopy(content, start, bytes, length, contentLength);
        length += contentLength;
        if (counts.total() == 0) {
            firstTime = time;
        }
        lastTime = time;
        counts = counts.plusOne(kind);
        eventTypes |= EventTypes.bit(eventType);
    }

    public boolean isEmpty() {
        return length == 0;
    }

    /** Bytes written so far. */
    public int length() {
        return length;
    }

    /** Heap that this holds, in bytes. */
    public int capacity() {
        return bytes.length;
    }

    public Counts counts() {
        return counts;
    }

    /** Which event types it holds, as {@link EventTypes} has them. */
    public long eventTypes() {
        return eventTypes;
    }

    public long firstTime() {
        return firstTime;
    }

    /** What is written so far. Later writes do not change it. */
    public RawFrame raw() {
        return new RawFrame(firstOrdinal, (int) counts.total(), bytes, length);
    }

    public long lastTime() {
        return lastTime;
    }

    // grows into a new array: readers may still share the old one
    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.max(bytes.length * 2, firstCapacity), length + more));
        }
    }

    private void varLong(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    private static long zigzag(long value) {
        return (value << 1) ^ (value >> 63);
    }
}
