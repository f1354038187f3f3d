package io.datastreamer.benchmarks.rig;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** A data stream as a line of JSON. */
public final class StreamLine {
    private StreamLine() {}

    /**
     * One that gets all that is kept.
     *
     * @param settings beside the URL: numbers
     */
    public static String of(
            String id,
            long organisationId,
            String streamType,
            String apiType,
            String url,
            Map<String, Integer> settings) {
        return of(id, organisationId, streamType, apiType, url, settings, Start.HISTORIC, true);
    }

    /** One that gets all that is kept of events and usage, in bulk. */
    public static String bulk(String id, long organisationId, String url) {
        return of(id, organisationId, "USAGE_AND_EVENTS", "REST_API_BULK", url, Map.of());
    }

    /** Where a stream starts. */
    public enum Start {
        HISTORIC,
        NOW
    }

    /**
     * Any.
     *
     * @param settings beside the URL: numbers
     * @param running false for one that is paused
     */
    public static String of(
            String id,
            long organisationId,
            String streamType,
            String apiType,
            String url,
            Map<String, Integer> settings,
            Start start,
            boolean running) {
        ObjectNode stream = stream(id, organisationId, streamType, apiType);
        ObjectNode node = stream.putObject("settings").put("url", url);
        settings.forEach(node::put);
        stream.put("historic", start == Start.HISTORIC).put("state", running ? "RUNNING" : "PAUSED");
        if (start == Start.HISTORIC) {
            stream.put("created_at", "2026-01-01T00:00:00Z");
        }
        return stream.toString();
    }

    /**
     * One that gets all events that are kept of one type, in bulk.
     *
     * @param running false for one that is paused
     */
    public static String ofEventType(String id, long organisationId, int eventType, String url, boolean running) {
        ObjectNode stream = stream(id, organisationId, "EVENTS", "REST_API_BULK");
        stream.putObject("settings").put("url", url);
        stream.putObject("filters").putArray("event_types").add(eventType);
        return stream.put("historic", true)
                .put("created_at", "2026-01-01T00:00:00Z")
                .put("state", running ? "RUNNING" : "PAUSED")
                .toString();
    }

    /**
     * One that gets all documents from its start on, wherever it sends them.
     *
     * @param settings texts and numbers
     * @param running false for one that is paused
     */
    public static String to(String id, long organisationId, String apiType, Map<String, ?> settings, boolean running) {
        ObjectNode stream = stream(id, organisationId, "USAGE_AND_EVENTS", apiType);
        ObjectNode node = stream.putObject("settings");
        settings.forEach(node::putPOJO);
        return stream.put("state", running ? "RUNNING" : "PAUSED").toString();
    }

    private static ObjectNode stream(String id, long organisationId, String streamType, String apiType) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("organisation_id", organisationId)
                .put("name", id)
                .put("stream_type", streamType)
                .put("api_type", apiType);
    }
}
