package io.datastreamer.connectors.conformance;

import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.Settings;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.contract.StreamType;
import java.util.HashMap;
import java.util.Map;

/** Creates data streams for tests. */
public final class Streams {
    private Streams() {}

    /** A stream of events. */
    public static StreamConfiguration stream(ApiType type, Map<String, ?> settings) {
        return stream(type, StreamType.EVENTS, settings);
    }

    public static StreamConfiguration stream(ApiType type, StreamType documents, Map<String, ?> settings) {
        return StreamConfiguration.of("stream-1", 7, documents, type, new Settings(settings))
                .withName("a stream");
    }

    /** Settings with some more, or others: a member, its value, and so on. */
    public static Map<String, String> with(Map<String, String> settings, String... more) {
        Map<String, String> all = new HashMap<>(settings);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    /** The same stream for another organisation. */
    public static StreamConfiguration ofOrganisation(long organisationId, StreamConfiguration stream) {
        return StreamConfiguration.of(
                        stream.id(), organisationId, stream.streamType(), stream.apiType(), stream.settings())
                .withName(stream.name());
    }
}
