package io.datastreamer.testbed.chaos;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datastreamer.tools.farm.Behaviour;
import io.datastreamer.tools.simulate.SimulatedRecord;
import io.datastreamer.tools.simulate.SimulatedRecord.Becomes;
import java.util.Locale;
import static java.nio.charset.StandardCharsets.UTF_8;

/** The data streams of the simulated organisations, and the behaviour of their receivers. */
enum SimulatedStream {
    /** The one that is healthy and undisturbed: recovery is measured by how long its documents take. */
    LOGISTICS(100_101, "REST_API_BULK", true, "healthy"),
    LOGISTICS_SINGLE(100_101, "REST_API", false, "healthy"),
    /** Slow, and every tenth request fails. */
    METERING(100_102, "REST_API_BULK", true, "status=503,share=0.1,latency=100ms,jitter=200ms"),
    /** Away for two seconds in every eight. */
    VENDING(100_103, "REST_API_BULK", true, "refused,up=6s,down=2s");

    private final long organisationId;
    private final String apiType;
    private final boolean usage;
    private final String behaviour;

    SimulatedStream(long organisationId, String apiType, boolean usage, String behaviour) {
        this.organisationId = organisationId;
        this.apiType = apiType;
        this.usage = usage;
        this.behaviour = behaviour;
    }

    /** The id of the data stream. */
    String streamId() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How its receiver behaves. */
    Behaviour behaviour() {
        return Behaviour.parse(behaviour);
    }

    /** Whether the record becomes a document of this data stream. */
    boolean takes(SimulatedRecord record) {
        return record.organisationId() == organisationId
                && (record.becomes() == Becomes.EVENT || (usage && record.becomes() == Becomes.USAGE));
    }

    /**
     * A version of the data stream as in the topic.
     *
     * @param version changes its settings from those of other versions
     */
    byte[] dataStream(String url, int version, boolean paused) {
        ObjectNode stream = JsonNodeFactory.instance.objectNode();
        stream.put("id", streamId())
                .put("organisation_id", organisationId)
                .put("name", "Chaos " + streamId() + " " + version)
                .put("stream_type", usage ? "USAGE_AND_EVENTS" : "EVENTS")
                .put("api_type", apiType);
        ObjectNode settings = stream.putObject("settings").put("url", url);
        if (apiType.equals("REST_API")) {
            settings.put("window", 8);
        } else {
            settings.put("max_records", 200 + version);
        }
        stream.put("historic", true).put("state", paused ? "PAUSED" : "RUNNING");
        return stream.toString().getBytes(UTF_8);
    }
}
