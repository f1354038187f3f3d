package io.datastreamer.connectors.conformance;

import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.DataStream;
import io.datastreamer.contract.Settings;
import io.datastreamer.contract.StreamType;
import java.util.Map;

/** Data streams for tests. */
public final class Streams {
    private Streams() {}

    /** A stream of events. */
    public static DataStream stream(ApiType type, Map<String, ?> settings) {
        return stream(type, StreamType.EVENTS, settings);
    }

    public static DataStream stream(ApiType type, StreamType documents, Map<String, ?> settings) {
        return new DataStream(
                "stream-1",
                7,
                "a stream",
                documents,
                type,
                new Settings(settings),
                false,
                DataStream.State.RUNNING,
                null,
                null,
                null);
    }
}
