package io.datastreamer.portal.store;

import io.datastreamer.contract.StreamConfiguration;
import java.time.Instant;

/**
 * A data stream as the topic has it.
 *
 * @param stream the stream, its secrets as they were written
 * @param number its place in the topic: grows with each version and is used once
 * @param writtenAt when it was written
 */
public record StreamVersion(StreamConfiguration stream, long number, Instant writtenAt) {

    /** The entity tag of this version. */
    public String etag() {
        return "\"" + number + "\"";
    }
}
