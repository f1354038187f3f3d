package io.datastreamer.tools.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import static java.nio.charset.StandardCharsets.UTF_8;

/** The catalog of the sample network, read from {@code deploy/sample/network/catalog.jsonl}. */
final class Catalog {
    private static final String RESOURCE = "catalog.jsonl";

    private final List<SimulatedRecord> entries = new ArrayList<>();
    private final List<Operator> operators = new ArrayList<>();

    private Catalog() {}

    static Catalog read() throws IOException {
        ObjectMapper json = new ObjectMapper();
        Map<Long, JsonNode> countries = new HashMap<>();
        Catalog catalog = new Catalog();
        try (InputStream in = Catalog.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IOException(RESOURCE + " is missing from the jar: build it anew");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode entry = json.readTree(line);
                catalog.add(line, entry);
                switch (entry.get("kind").asText()) {
                    case "country" -> countries.put(entry.get("id").asLong(), entry);
                    case "operator" -> catalog.operators.add(operator(entry, countries));
                    default -> {
                        // devices need nothing else
                    }
                }
            }
        }
        return catalog;
    }

    private void add(String line, JsonNode entry) {
        String key = entry.get("kind").asText() + "/" + entry.get("id").asText();
        entries.add(
                new SimulatedRecord(Place.CATALOG, key, line.getBytes(UTF_8), SimulatedRecord.Becomes.REFERENCE, 0, 0));
    }

    private static Operator operator(JsonNode entry, Map<Long, JsonNode> countries) throws IOException {
        JsonNode country = countries.get(entry.get("country_id").asLong());
        if (country == null) {
            throw new IOException(RESOURCE + ": the country of this operator is not above it: " + entry);
        }
        List<String> mncs = new ArrayList<>();
        entry.get("mnc").forEach(mnc -> mncs.add(mnc.get("mnc").asText()));
        return new Operator(
                entry.get("id").asLong(),
                country.get("iso_code").asText(),
                country.get("country_code").asText(),
                country.get("mcc").asText(),
                List.copyOf(mncs));
    }

    /** Its entries, as the job gets them. */
    List<SimulatedRecord> entries() {
        return entries;
    }

    /** The operators of these countries. */
    List<Operator> operatorsIn(Set<String> isoCodes) {
        return operators.stream()
                .filter(operator -> isoCodes.contains(operator.iso()))
                .toList();
    }
}
