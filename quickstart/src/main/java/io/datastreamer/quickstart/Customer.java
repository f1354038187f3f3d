package io.datastreamer.quickstart;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import static java.nio.charset.StandardCharsets.UTF_8;

/** The three organisations of the sample network, each with a data stream and a receiver that behaves differently. */
enum Customer {
    LOGISTICS(100_101, "REST_API_BULK", true, Duration.ZERO, false, "healthy"),
    METERING(100_102, "REST_API_BULK", true, Duration.ofMillis(1500), false, "slow: 1.5 s a request"),
    VENDING(100_103, "REST_API", false, Duration.ZERO, true, "dies and returns");

    private final long organisationId;
    private final String apiType;
    private final boolean usage;
    private final Duration delay;
    private final boolean dies;
    private final String temper;

    Customer(long organisationId, String apiType, boolean usage, Duration delay, boolean dies, String temper) {
        this.organisationId = organisationId;
        this.apiType = apiType;
        this.usage = usage;
        this.delay = delay;
        this.dies = dies;
        this.temper = temper;
    }

    /** The id of its data stream. */
    String streamId() {
        return name().toLowerCase(Locale.ROOT);
    }

    long organisationId() {
        return organisationId;
    }

    String apiType() {
        return apiType;
    }

    /** Whether its data stream carries usage as well as events. */
    boolean takesUsage() {
        return usage;
    }

    /** How long its receiver takes to answer. */
    Duration delay() {
        return delay;
    }

    /** Whether its receiver goes away for a while. */
    boolean dies() {
        return dies;
    }

    /** Its receiver's behaviour, in words. */
    String temper() {
        return temper;
    }

    /** Its data stream as in the topic. */
    byte[] dataStream(String url, Instant createdAt) {
        ObjectNode stream = JsonNodeFactory.instance.objectNode();
        stream.put("id", streamId())
                .put("organisation_id", organisationId)
                .put("name", "Quickstart " + streamId())
                .put("stream_type", usage ? "USAGE_AND_EVENTS" : "EVENTS")
                .put("api_type", apiType);
        stream.putObject("settings").put("url", url);
        stream.put("historic", false).put("state", "RUNNING").put("created_at", createdAt.toString());
        return stream.toString().getBytes(UTF_8);
    }
}
