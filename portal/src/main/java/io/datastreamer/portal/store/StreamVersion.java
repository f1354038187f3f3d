package io.datastreamer.portal.store;

import io.datastreamer.contract.StreamConfiguration;
import java.time.Instant;

/**
 * A data stream as it is in the topic.
 *
 * @param stream the stream, with its secrets as they were written
 * @param number its place in the topic: unique, and higher for each version
 * @param writtenAt when it was written
 */
public record StreamVersion(StreamConfiguration stream, long number, Instant writtenAt) {

    /** The entity tag of this version. */
    public String etag() {
        return "\"" + number + "\"";
    }
}
