package io.datastreamer.collect.radius;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Replays what radclient sent to a FreeRADIUS server: the answers must equal that server's, octet by octet. {@code
 * ElementFilesTest} shows what the job makes of the blocks; {@code -Dcaptures.write=true} writes them there anew.
 */
class CapturesTest {
    private static final Path COLLECTED = Path.of("../job/src/test/resources/elements/radius-collected");

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({"radius-access-types", "radius-disorder", "radius-ipv6"})
    void theAnswersAreThoseOfFreeRadius(String name) throws Exception {
        TestCollector.Memory log = new TestCollector.Memory();
        int requests = 0;
        try (TestCollector collector = new TestCollector(directory, TestCollector.LIMITS, log);
                Client client = new Client(collector.port())) {
            List<byte[]> datagrams = Capture.datagrams(name + ".pcap");
            for (int i = 0; i + 1 < datagrams.size(); i += 2) {
                byte[] request = datagrams.get(i);
                assertThat(client.ask(request)).as("answer to request %s", i).isEqualTo(datagrams.get(i + 1));
                requests++;
            }
        }
        String blocks = String.join("", log.blocks());
        Path file = COLLECTED.resolve(name + ".detail");
        if (Boolean.getBoolean("captures.write")) {
            Files.createDirectories(COLLECTED);
            Files.writeString(file, blocks, US_ASCII);
        }
        assertThat(log.blocks()).hasSize(requests);
        assertThat(blocks).isEqualTo(Files.readString(file, US_ASCII));
    }
}
