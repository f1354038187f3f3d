package io.datastreamer.tools.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** A PDP context as an element sees it: the SIM's location, and counters that only grow. */
final class ElementContext {
    private final long createdMillis;
    private JsonNode described;
    private long tx;
    private long rx;

    /** @param created the raw record of its creation */
    ElementContext(JsonNode created) {
        createdMillis = millis(created.path("time"));
        described = created.path("pdp_context");
    }

    static long millis(JsonNode time) {
        return Instant.parse(time.asText()).toEpochMilli();
    }

    /** Updates the location; returns whether anything that elements report has changed. */
    boolean move(JsonNode record) {
        JsonNode before = described;
        described = record.path("pdp_context");
        return number("rat_type", before) != number("rat_type") || number("ci", before) != number("ci");
    }

    /** Adds the volume of a raw billing record. */
    void add(JsonNode usage) {
        tx += usage.path("tx_bytes").asLong();
        rx += usage.path("rx_bytes").asLong();
    }

    long createdMillis() {
        return createdMillis;
    }

    long tx() {
        return tx;
    }

    long rx() {
        return rx;
    }

    String text(String member) {
        return described.path(member).asText();
    }

    long number(String member) {
        return number(member, described);
    }

    /** The visited network: MCC and MNC with a separator. */
    String plmn(String between) {
        return text("mcc") + between + text("mnc");
    }

    private static long number(String member, JsonNode of) {
        return of.path(member).asLong();
    }
}
