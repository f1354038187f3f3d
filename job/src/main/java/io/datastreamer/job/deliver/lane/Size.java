package io.datastreamer.job.deliver.lane;

/**
 * How large a request is.
 *
 * @param documents how many
 * @param bytes of their JSON
 */
public record Size(long documents, long bytes) {
    boolean isSmallerThan(Size other) {
        return documents < other.documents;
    }
}
