package io.datastreamer.benchmarks;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** A data stream as a line of JSON. */
final class StreamLine {
    private StreamLine() {}

    /** @param settings beside the URL: numbers */
    static String of(
            String id,
            long organisationId,
            String streamType,
            String apiType,
            String url,
            Map<String, Integer> settings) {
        ObjectNode stream = JsonNodeFactory.instance.objectNode();
        stream.put("id", id)
                .put("organisation_id", organisationId)
                .put("name", id)
                .put("stream_type", streamType)
                .put("api_type", apiType);
        ObjectNode node = stream.putObject("settings").put("url", url);
        settings.forEach(node::put);
        stream.put("historic", true).put("state", "RUNNING").put("created_at", "2026-01-01T00:00:00Z");
        return stream.toString();
    }
}
