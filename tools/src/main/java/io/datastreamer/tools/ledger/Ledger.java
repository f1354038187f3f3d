package io.datastreamer.tools.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastreamer.tools.farm.Arrivals;
import io.datastreamer.tools.farm.Endpoint;
import io.datastreamer.tools.receive.DocumentKey;
import io.datastreamer.tools.receive.DocumentScan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the accounts of all data streams that send to our endpoints. It reads the Data Streamer's inputs and outputs,
 * as JSON: first streams, SIMs and rejected records, then raw records, then arrivals and statuses. A stream's endpoint
 * must have the stream's id as its name.
 *
 * <p>A raw record must become a document of each stream of its organisation that carries its kind, unless it was
 * rejected. Not thread-safe.
 */
public final class Ledger {
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, Account> accounts = new HashMap<>();
    private final Map<String, Subscription> streams = new TreeMap<>();
    private final Map<Long, List<Subscription>> byOrganisation = new HashMap<>();
    private final Map<String, Long> organisationOfSim = new HashMap<>();
    private final Map<String, JsonNode> statuses = new HashMap<>();
    private final Set<Long> rejectedRecords = new HashSet<>();
    private final Set<String> rejectedPlaces = new HashSet<>();
    private final Map<String, Growth> growths = new HashMap<>();
    private String lastPlace = "";
    private final Map<String, List<Long>> refused = new HashMap<>();
    private final Set<Long> seen = new HashSet<>();
    private long records;
    private long repeated;
    private long rejected;
    private long unaccounted;
    private long strayDocuments;

    /** Reads a data stream, or its removal. A later version of the same id replaces an earlier one. */
    public void stream(byte[] line) throws IOException {
        JsonNode stream = json.readTree(line);
        String id = stream.path("id").asText();
        Subscription before = streams.remove(id);
        if (before != null) {
            byOrganisation.getOrDefault(before.organisationId(), List.of()).remove(before);
        }
        if (!stream.path("deleted").asBoolean() && Subscription.isOverHttp(stream)) {
            Subscription subscription = new Subscription(stream, accounts.computeIfAbsent(id, made -> new Account()));
            streams.put(id, subscription);
            byOrganisation
                    .computeIfAbsent(subscription.organisationId(), organisation -> new ArrayList<>())
                    .add(subscription);
        }
    }

    /** Reads a line of the SIM registry. */
    public void sim(byte[] line) throws IOException {
        JsonNode sim = json.readTree(line);
        if (sim.hasNonNull("organisation_id")) {
            organisationOfSim.put(
                    sim.path("imsi").asText(), sim.path("organisation_id").asLong());
        }
    }

    /** Reads a line of the output {@code rejected}: a raw record, or a document that a receiver refuses. */
    public void rejected(byte[] line) throws IOException {
        JsonNode rejection = json.readTree(line);
        byte[] raw = Base64.getDecoder().decode(rejection.path("raw").asText());
        if (!rejection.path("stage").asText().equals("deliver")) {
            rejectedRecords.add(fingerprint(raw));
            rejectedPlaces.add(placeOf(rejection));
            return;
        }
        ByteArrayOutputStream array = new ByteArrayOutputStream();
        array.write('[');
        array.write(raw);
        array.write(']');
        byte[] body = array.toByteArray();
        DocumentScan.scan(body, body.length, (from, to, id, event) -> {
            if (id != DocumentScan.NO_ID) {
                refused.computeIfAbsent(rejection.path("stream_id").asText(), stream -> new ArrayList<>())
                        .add(DocumentKey.of(id, event));
            }
        });
    }

    /**
     * Reads a raw record.
     *
     * @param isNetwork whether it becomes an event; otherwise usage
     * @param source the source, within which a SIM's records are in order
     * @param time its message's time, or {@link Input#NO_TIME}
     */
    public void record(boolean isNetwork, String source, long time, byte[] line) {
        records++;
        boolean wasRejected = rejectedRecords.contains(fingerprint(line));
        RawRecord record = RawRecord.read(line);
        Long organisation = record == null ? null : organisationOf(record);
        if (wasRejected) {
            rejected++;
        } else if (record == null || organisation == null) {
            unaccounted++;
        }
        if (record == null || organisation == null) {
            return;
        }
        long key = DocumentKey.of(record.id(), isNetwork);
        if (!wasRejected && !seen.add(key)) {
            repeated++;
        }
        long sim = record.imsi().isEmpty() ? Account.NO_SIM : series(record.imsi(), source);
        for (Subscription stream : byOrganisation.getOrDefault(organisation, List.of())) {
            if (wasRejected) {
                // somebody may have sent it again later, after the reference data was repaired
                stream.account().allow(key, sim);
            } else {
                stream.enter(key, sim, isNetwork, record.operation(), time);
            }
        }
    }

    /**
     * Reads a line of the output of {@code ./streamer decode} about a record of a network element: what it becomes, or
     * why it becomes nothing.
     */
    public void decoded(byte[] line) throws IOException {
        JsonNode decoded = json.readTree(line);
        String place = placeOf(decoded);
        boolean isNew = !place.equals(lastPlace);
        lastPlace = place;
        records += isNew ? 1 : 0;
        boolean wasRejected = rejectedPlaces.contains(place);
        rejected += isNew && wasRejected ? 1 : 0;
        switch (decoded.path("kind").asText()) {
            case "network" -> decoded(decoded.path("record"), true, wasRejected);
            case "billing" -> decoded(decoded.path("record"), false, wasRejected);
            case "rejected" -> unaccounted += wasRejected ? 0 : 1;
            default -> repeated += isNew ? 1 : 0;
        }
    }

    private void decoded(JsonNode record, boolean isNetwork, boolean wasRejected) {
        Long organisation = organisationOfSim.get(record.path("imsi").asText());
        if (organisation == null) {
            unaccounted += wasRejected ? 0 : 1;
            return;
        }
        long key = DocumentKey.of(record.path("record_id").asLong(), isNetwork);
        String operation = record.path("operation").asText();
        long bytes = record.path("tx_bytes").asLong() + record.path("rx_bytes").asLong();
        String session = record.path("imsi").asText()
                + '/'
                + record.path("pdp_context").path("pdp_context_id").asText();
        for (Subscription stream : byOrganisation.getOrDefault(organisation, List.of())) {
            // beginning and end are reported once; the rest depends on the order in which records came
            boolean isSure = operation.startsWith("CREATE") || operation.startsWith("DELETE");
            if (isSure && !wasRejected) {
                stream.enter(key, (session.hashCode() & 0xffff_ffffL) | (1L << 40), true, operation, Input.NO_TIME);
            } else {
                stream.account().allow(key, Account.NO_SIM);
            }
            if (!isNetwork && !wasRejected && stream.takesUsage()) {
                growths.computeIfAbsent(stream.id(), made -> new Growth()).grew(bytes);
            }
        }
    }

    // the same file may have different names, depending on the directory
    private static String placeOf(JsonNode line) {
        String source = line.path("source").asText();
        return source.substring(source.lastIndexOf('/') + 1)
                + '@'
                + line.path("position").asLong();
    }

    /** Reads everything that a farm's endpoint got. */
    public void arrivals(Endpoint endpoint) {
        endpoint.arrivals().forEach(0, (nanos, status, keys, from, to) -> {
            for (int i = from; i < to; i++) {
                arrived(endpoint.name(), status, keys[i], endpoint.arrivals().volume(i));
            }
        });
    }

    /** Reads a line of what a farm's endpoints got, in the form of {@code GET /arrivals}. */
    public void arrivals(byte[] line) throws IOException {
        JsonNode request = json.readTree(line);
        String endpoint = request.path("endpoint").asText();
        int status = request.path("status").asInt();
        request.path("events").forEach(id -> arrived(endpoint, status, DocumentKey.of(id.asLong(), true), 0));
        JsonNode usage = request.path("usage");
        for (int i = 0; i < usage.size(); i++) {
            long bytes = request.path("bytes").path(i).asLong();
            arrived(endpoint, status, DocumentKey.of(usage.get(i).asLong(), false), bytes);
        }
    }

    /** Reads a line of the output {@code status}; of several lines of one stream the newest counts. */
    public void status(byte[] line) throws IOException {
        JsonNode status = json.readTree(line);
        statuses.merge(status.path("stream_id").asText(), status, (a, b) -> isNewer(b, a) ? b : a);
    }

    /** The statement of what went in and what has arrived so far. */
    public Statement statement() {
        Map<String, Statement.Row> rows = new TreeMap<>();
        for (Subscription stream : streams.values()) {
            refused.getOrDefault(stream.id(), List.of())
                    .forEach(key -> stream.account().refused(key));
            JsonNode status = statuses.get(stream.id());
            rows.put(
                    stream.id(),
                    new Statement.Row(
                            stream.account().balance(),
                            status == null ? 0 : status.path("expired").asLong(),
                            status == null ? 0 : status.path("pending").asLong()));
        }
        Map<String, Statement.Usage> usage = new TreeMap<>();
        growths.forEach((stream, growth) -> usage.put(stream, new Statement.Usage(growth.grown(), growth.told())));
        return new Statement(records, repeated, rejected, unaccounted, strayDocuments, rows, usage);
    }

    private void arrived(String endpoint, int status, long key, long bytes) {
        if (!Arrivals.isSuccess(status)) {
            return;
        }
        // a removed stream got documents while it existed
        Account account = accounts.get(endpoint);
        if (account == null) {
            strayDocuments++;
            return;
        }
        Growth growth = growths.get(endpoint);
        if (growth != null && !DocumentKey.isEvent(key) && !seen.contains(key)) {
            growth.arrived(key, bytes);
            account.allow(key, Account.NO_SIM);
        }
        account.delivered(key);
    }

    private @Nullable Long organisationOf(RawRecord record) {
        if (!record.imsi().isEmpty()) {
            return organisationOfSim.get(record.imsi());
        }
        return record.organisationId() == 0 ? null : Long.valueOf(record.organisationId());
    }

    // one to one for the IMSIs of a source, which are numbers of up to 15 digits
    private static long series(String imsi, String source) {
        long number = 0;
        for (int i = 0; i < imsi.length(); i++) {
            number = number * 10 + (imsi.charAt(i) - '0');
        }
        return ((number << 12) | (source.hashCode() & 0xfff)) + 1;
    }

    private static boolean isNewer(JsonNode a, JsonNode b) {
        return a.path("updated_at").asText().compareTo(b.path("updated_at").asText()) >= 0;
    }

    // two independent checksums: equal ones of different records are practically impossible
    private static long fingerprint(byte[] bytes) {
        CRC32C sum = new CRC32C();
        sum.update(bytes);
        int hash = 1;
        for (byte each : bytes) {
            hash = 31 * hash + each;
        }
        return (sum.getValue() << 32) | (hash & 0xffff_ffffL);
    }
}
