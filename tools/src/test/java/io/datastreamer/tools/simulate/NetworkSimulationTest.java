package io.datastreamer.tools.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastreamer.tools.simulate.SimulatedRecord.Becomes;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Checks properties of the simulated network by the records that it writes. */
class NetworkSimulationTest {
    private static final int SIMS = 300;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The operations in the data contract, section 4. */
    private static final Set<String> OPERATIONS = Set.of(
            "GENERIC",
            "UPDATE_LOCATION",
            "UPDATE_GPRS_LOCATION",
            "CREATE_PDP_CONTEXT",
            "UPDATE_PDP_CONTEXT",
            "DELETE_PDP_CONTEXT",
            "USER_AUTHENTICATION_FAILED",
            "APPLICATION_AUTHENTICATION_FAILED",
            "SIM_ACTIVATION",
            "SIM_SUSPENSION",
            "SIM_DELETION",
            "ENDPOINT_BLOCKED",
            "ORGANISATION_BLOCKED",
            "SUPPORT_ACCESS",
            "MULTI_FACTOR_AUTHENTICATION",
            "SMS_API_CALLBACK");

    @Test
    void sameSeedSameBytesAnotherSeedOthers() throws Exception {
        assertThat(text(records(7, 5000))).isEqualTo(text(records(7, 5000)));
        assertThat(text(records(8, 5000))).isNotEqualTo(text(records(7, 5000)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyEventTypeBothServicesAndDamageComeWithinAMinuteOfTheQuickstart(long seed) throws Exception {
        List<SimulatedRecord> records = records(seed, 3000);
        Set<String> operations = new TreeSet<>();
        Set<String> services = new TreeSet<>();
        for (SimulatedRecord record : records) {
            if (record.becomes() == Becomes.EVENT) {
                operations.add(json(record).get("operation").asText());
            } else if (record.becomes() == Becomes.USAGE) {
                services.add(json(record).get("service").asText());
            }
        }

        assertThat(operations).isEqualTo(new TreeSet<>(OPERATIONS));
        assertThat(services).containsExactly("DATA", "SMS");
        assertThat(records.stream().filter(record -> record.becomes() == Becomes.REJECT))
                .hasSizeBetween(5, 60);
    }

    @Test
    void idsCountUpWithoutGapAndTimeNeverRunsBack() throws Exception {
        List<SimulatedRecord> records = records(1, 5000);
        List<Long> ids = new ArrayList<>();
        long damaged = 0;
        Instant last = NetworkSimulation.START;
        for (SimulatedRecord record : records) {
            damaged += record.becomes() == Becomes.REJECT ? 1 : 0;
            if (record.recordId() != 0) {
                ids.add(record.recordId());
                JsonNode json = json(record);
                assertThat(json.get("record_id").asLong()).isEqualTo(record.recordId());
                Instant time =
                        Instant.parse(json.path("time").asText(json.path("end").asText()));
                assertThat(time).isAfterOrEqualTo(last);
                last = time;
            }
        }

        assertThat(ids).doesNotHaveDuplicates();
        Set<Long> all = new HashSet<>(LongStream.range(
                        NetworkSimulation.FIRST_RECORD_ID, NetworkSimulation.FIRST_RECORD_ID + ids.size() + damaged)
                .boxed()
                .toList());
        assertThat(all).containsAll(ids);
    }

    /** Id, addresses and TEIDs stay the same from creation to end, and the volume at the end is what was billed. */
    @Test
    void contextsMatchFromCreationToEndAndWithTheirUsage() throws Exception {
        Map<String, JsonNode> open = new HashMap<>();
        Map<String, Long> billed = new HashMap<>();
        int ended = 0;
        for (SimulatedRecord record : records(1, 10_000)) {
            if (record.becomes() == Becomes.USAGE && json(record).has("rx_bytes")) {
                JsonNode usage = json(record);
                assertThat(open).containsKey(record.key());
                long bytes =
                        usage.get("rx_bytes").asLong() + usage.get("tx_bytes").asLong();
                billed.merge(record.key(), bytes, Long::sum);
            }
            if (record.becomes() != Becomes.EVENT || !json(record).has("pdp_context")) {
                continue;
            }
            JsonNode event = json(record);
            JsonNode context = event.get("pdp_context");
            switch (event.get("operation").asText()) {
                case "CREATE_PDP_CONTEXT" ->
                    assertThat(open.put(record.key(), context)).isNull();
                case "UPDATE_PDP_CONTEXT" -> assertSame(open.get(record.key()), context);
                default -> {
                    assertSame(open.remove(record.key()), context);
                    long volume = event.get("rx_bytes").asLong()
                            + event.get("tx_bytes").asLong();
                    assertThat(billed.remove(record.key())).isEqualTo(volume);
                    ended++;
                }
            }
        }
        assertThat(ended).isGreaterThan(1000);
    }

    /** Every record's SIM is in the registry by then, and its network is in the catalog. */
    @Test
    void everySimAndNetworkIsKnown() throws Exception {
        NetworkSimulation simulation = new NetworkSimulation(1, SIMS, NetworkSimulation.START);
        Set<String> sims = new HashSet<>();
        Map<Long, String> mccs = new HashMap<>();
        Set<String> networks = new HashSet<>();
        for (SimulatedRecord record : simulation.reference()) {
            JsonNode json = json(record);
            if (record.place() == Place.SIMS) {
                sims.add(record.key());
            } else if (json.get("kind").asText().equals("country")) {
                mccs.put(json.get("id").asLong(), json.get("mcc").asText());
            } else if (json.get("kind").asText().equals("operator")) {
                String mcc = mccs.get(json.get("country_id").asLong());
                json.get("mnc")
                        .forEach(mnc -> networks.add(mcc + "-" + mnc.get("mnc").asText()));
            }
        }
        assertThat(sims).hasSize(SIMS);

        for (int i = 0; i < 20_000; i++) {
            SimulatedRecord record = simulation.next();
            if (record.becomes() == Becomes.REFERENCE) {
                sims.add(record.key());
            } else if (record.becomes() != Becomes.REJECT) {
                JsonNode json = json(record);
                if (json.has("imsi")) {
                    assertThat(sims).contains(json.get("imsi").asText());
                }
                if (json.has("plmn")) {
                    JsonNode plmn = json.get("plmn");
                    assertThat(networks)
                            .contains(plmn.get("mcc").asText() + "-"
                                    + plmn.get("mnc").asText());
                }
            }
        }
        assertThat(sims).as("some were replaced").hasSizeGreaterThan(SIMS);
    }

    private static void assertSame(@Nullable JsonNode before, JsonNode now) {
        for (String member : List.of(
                "pdp_context_id",
                "tunnel_created",
                "ggsn_control_plane_ip_address",
                "sgsn_data_plane_ip_address",
                "ue_ip_address",
                "tx_teid_control_plane",
                "tx_teid_data_plane",
                "rx_teid",
                "imsi")) {
            assertThat(before).isNotNull();
            assertThat(now.get(member)).as(member).isEqualTo(before.get(member));
        }
    }

    private static List<SimulatedRecord> records(long seed, int count) throws IOException {
        NetworkSimulation simulation = new NetworkSimulation(seed, SIMS, NetworkSimulation.START);
        List<SimulatedRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(simulation.next());
        }
        return records;
    }

    private static JsonNode json(SimulatedRecord record) throws IOException {
        return JSON.readTree(record.bytes());
    }

    private static String text(List<SimulatedRecord> records) {
        StringBuilder text = new StringBuilder();
        records.forEach(record -> text.append(record.place())
                .append(record.key())
                .append(new String(record.bytes(), UTF_8))
                .append('\n'));
        return text.toString();
    }
}
