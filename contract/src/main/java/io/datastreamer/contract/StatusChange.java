package io.datastreamer.contract;

import org.jspecify.annotations.Nullable;

/**
 * One message of the status topic: a stream's new status, or a tombstone for a removed stream.
 *
 * @param streamId the stream
 * @param status its status; null when the stream is gone
 */
public record StatusChange(String streamId, @Nullable StreamStatus status) {

    public static StatusChange of(StreamStatus status) {
        return new StatusChange(status.streamId(), status);
    }

    public static StatusChange gone(String streamId) {
        return new StatusChange(streamId, null);
    }
}
