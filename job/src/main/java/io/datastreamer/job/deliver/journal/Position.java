package io.datastreamer.job.deliver.journal;

/**
 * A place in a journal: before the entry with this ordinal in this segment.
 *
 * @param segment the segment's number, from 0
 * @param ordinal how many entries of the segment come before, from 0
 */
public record Position(long segment, int ordinal) implements Comparable<Position> {

    @Override
    public int compareTo(Position other) {
        int bySegment = Long.compare(segment, other.segment);
        return bySegment != 0 ? bySegment : Integer.compare(ordinal, other.ordinal);
    }
}
