package io.datastreamer.tools.simulate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** Another program, with the ASN.1 of the specification, reads simulated charging data records. */
class SimulatedCdrTest {
    private static final Path TOOLS = Path.of(System.getProperty("test-tools.directory", "../test-tools"));
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int RECORDS = 1500;

    @TempDir
    Path dir;

    @Test
    void pycrateReadsThemAndFindsTheVolumesOfTheSimulation() throws Exception {
        assumeTrue(
                Files.isDirectory(TOOLS.resolve("python/pycrate_asn1dir")),
                "skipped: needs Python 3, and once: pip install --target test-tools/python -r"
                        + " test-tools/requirements.txt");
        try (Output files = new FileOutput(dir)) {
            new Feed(
                            new NetworkSimulation(1, 30, NetworkSimulation.START, RecordFormat.THREE_GPP_CDR),
                            files,
                            Feed.UNPACED)
                    .run(RECORDS);
        }
        ProcessBuilder python = new ProcessBuilder(
                        "python3",
                        TOOLS.resolve("cdr.py").toString(),
                        dir.resolve("3gpp-cdr/pgw.cdr").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        python.environment()
                .put("PYTHONPATH", TOOLS.resolve("python").toAbsolutePath().toString());
        Process reading = python.start();
        Map<String, Long> volumes = new HashMap<>();
        int read = 0;
        String lines = new String(reading.getInputStream().readAllBytes(), UTF_8);
        assertThat(reading.waitFor()).isZero();
        for (String line : lines.lines().toList()) {
            JsonNode record = JSON.readTree(line);
            assertThat(record.path("kind").asText()).isEqualTo("pGWRecord");
            assertThat(record.path("type").asInt()).isEqualTo(85);
            assertThat(record.path("again").asBoolean())
                    .as("the same octets, encoded by pycrate")
                    .isTrue();
            if (!record.path("imsi").isNull()) {
                // a record that is there twice has the same number
                volumes.put(
                        record.path("imsi").asText()
                                + ' '
                                + record.path("local").asInt(),
                        record.path("tx").asLong() + record.path("rx").asLong());
            }
            read++;
        }

        assertThat(read).isGreaterThan(200);
        assertThat(volumes.values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(volumeOfTheSimulation(volumes.size()));
    }

    // the volume of PDP contexts in the same network as JSON, over as many records of its gateway
    private static long volumeOfTheSimulation(int records) throws Exception {
        NetworkSimulation simulation = new NetworkSimulation(1, 30, NetworkSimulation.START);
        PacketGateway gateway = new PacketGateway();
        long volume = 0;
        int told = 0;
        while (told < records) {
            SimulatedRecord record = simulation.next();
            boolean raw = record.place() == Place.NETWORK_RECORDS || record.place() == Place.BILLING_RECORDS;
            if (!raw || record.becomes() == SimulatedRecord.Becomes.REJECT) {
                continue;
            }
            JsonNode json = JSON.readTree(record.bytes());
            List<SimulatedRecord> cdrs = gateway.told(json, Fleet.LOGISTICS);
            if (cdrs != null && cdrs.stream().anyMatch(cdr -> cdr.bytes().length > 0)) {
                told++;
                // a record that ends a context contains its whole volume once more
                volume += json.has("service")
                        ? json.path("tx_bytes").asLong() + json.path("rx_bytes").asLong()
                        : 0;
            }
        }
        return volume;
    }
}
