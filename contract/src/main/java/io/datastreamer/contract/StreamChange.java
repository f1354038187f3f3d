package io.datastreamer.contract;

import org.jspecify.annotations.Nullable;

/**
 * One message of the configuration's topic: a stream's new version, or its removal.
 *
 * @param id the stream's id
 * @param stream the new version; null when the stream is removed
 */
public record StreamChange(String id, @Nullable DataStream stream) {

    public static StreamChange set(DataStream stream) {
        return new StreamChange(stream.id(), stream);
    }

    public static StreamChange remove(String id) {
        return new StreamChange(id, null);
    }
}
