package io.datastreamer.tools.simulate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datastreamer.tools.simulate.SimulatedRecord.Becomes;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Numbers the records that actors make, and keeps them until they are taken. Now and then it damages a copy of one. */
final class Records {
    private static final double DAMAGED = 1 / 150.0;

    private final ObjectMapper json = new ObjectMapper();
    private final Deque<SimulatedRecord> made = new ArrayDeque<>();
    private final Chance chance;
    private final @Nullable Element element;
    private long nextId = NetworkSimulation.FIRST_RECORD_ID;

    /** @param element writes some of them in its own format; null for none */
    Records(Chance chance, @Nullable Element element) {
        this.chance = chance;
        this.element = element;
    }

    /** The next record, or null when all are taken. */
    @Nullable
    SimulatedRecord poll() {
        return made.poll();
    }

    /** Starts a network record about a SIM; to be completed and passed to {@link #network}. */
    ObjectNode about(Sim sim, String operation, long atMillis) {
        return started(operation, atMillis).put("imsi", sim.imsi());
    }

    /** Starts a network record about an organisation. */
    ObjectNode about(Fleet fleet, String operation, long atMillis) {
        return started(operation, atMillis).put("organisation_id", fleet.organisationId());
    }

    void network(ObjectNode record, Fleet fleet) {
        add(Place.NETWORK_RECORDS, record, Becomes.EVENT, fleet);
    }

    /** Starts a billing record; to be completed and passed to {@link #billing}. */
    ObjectNode billed(Sim sim, long startMillis, long endMillis) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("record_id", nextId++)
                .put("imsi", sim.imsi())
                .put("start", Instant.ofEpochMilli(startMillis).toString())
                .put("end", Instant.ofEpochMilli(endMillis).toString());
    }

    void billing(ObjectNode record, Fleet fleet) {
        add(Place.BILLING_RECORDS, record, Becomes.USAGE, fleet);
    }

    /** Adds a line of the SIM registry. */
    void sim(Sim sim, long madeAtMillis, boolean deleted) {
        ObjectNode line = sim.line(Instant.ofEpochMilli(madeAtMillis), deleted);
        made.add(new SimulatedRecord(Place.SIMS, sim.imsi(), bytes(line), Becomes.REFERENCE, 0, 0));
    }

    private ObjectNode started(String operation, long atMillis) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("record_id", nextId++)
                .put("time", Instant.ofEpochMilli(atMillis).toString())
                .put("operation", operation);
    }

    private void add(Place place, ObjectNode record, Becomes becomes, Fleet fleet) {
        List<SimulatedRecord> told = element == null ? null : element.told(record, fleet);
        if (told != null) {
            made.addAll(told);
            return;
        }
        String key = record.path("imsi").asText("org:" + fleet.organisationId());
        long recordId = record.get("record_id").asLong();
        made.add(new SimulatedRecord(place, key, bytes(record), becomes, fleet.organisationId(), recordId));
        if (chance.of(DAMAGED)) {
            String damaged = Damage.of(record.deepCopy().put("record_id", nextId++), chance);
            made.add(new SimulatedRecord(place, key, damaged.getBytes(UTF_8), Becomes.REJECT, 0, 0));
        }
    }

    private byte[] bytes(ObjectNode object) {
        try {
            return json.writeValueAsBytes(object);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree cannot be written", e);
        }
    }
}
