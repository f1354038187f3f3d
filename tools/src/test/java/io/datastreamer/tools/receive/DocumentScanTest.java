package io.datastreamer.tools.receive;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class DocumentScanTest {
    private record Found(String text, long id, boolean event) {}

    @Test
    void findsDocumentsWithTheirOwnIdAndKind() {
        assertThat(scan("[{\"id\":7,\"event_type\":{\"id\":1}},{\"operator\":{\"id\":4},\"cost\":0.1, \"id\" : 9 }]"))
                .containsExactly(
                        new Found("{\"id\":7,\"event_type\":{\"id\":1}}", 7, true),
                        new Found("{\"operator\":{\"id\":4},\"cost\":0.1, \"id\" : 9 }", 9, false));
    }

    @Test
    void bracesQuotesAndKeysInsideStringsAreText() {
        String tricky = "{\"name\":\"a \\\"{[ \\\\\",\"x\":\"id\",\"y\":\"event_type\",\"id\":3}";
        assertThat(scan("[" + tricky + "]")).containsExactly(new Found(tricky, 3, false));
    }

    @Test
    void spaceIsAllowedEverywhere() {
        assertThat(scan(" [\n {\n\"id\"\t:\r 1 }\n ,\n {} ] \n"))
                .containsExactly(new Found("{\n\"id\"\t:\r 1 }", 1, false), new Found("{}", DocumentScan.NO_ID, false));
        assertThat(scan("[ ]")).isEmpty();
    }

    @Test
    void idThatIsNoNumberIsNoId() {
        assertThat(scan("[{\"id\":\"a\"},{\"id\":null,\"b\":1}]"))
                .containsExactly(
                        new Found("{\"id\":\"a\"}", DocumentScan.NO_ID, false),
                        new Found("{\"id\":null,\"b\":1}", DocumentScan.NO_ID, false));
    }

    @Test
    void idsHaveUpTo63Bits() {
        assertThat(scan("[{\"id\":9223372036854775807},{\"id\":9223372036854775808},{\"id\":99999999999999999999}]"))
                .extracting(Found::id)
                .containsExactly(Long.MAX_VALUE, DocumentScan.NO_ID, DocumentScan.NO_ID);
        long key = DocumentKey.of(Long.MAX_VALUE, true);
        assertThat(DocumentKey.id(key)).isEqualTo(Long.MAX_VALUE);
        assertThat(DocumentKey.isEvent(key)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0.0138, 13800", "12, 12000000", "0.000001, 1", "4294.967296, 4294967296", "0, 0"})
    void theVolumeOfUsageIsInBytes(String megabytes, long bytes) {
        byte[] document =
                ("{\"id\":1,\"volume\":{\"total\":" + megabytes + ",\"rx\":1,\"tx\":2},\"cost\":7}").getBytes(UTF_8);

        assertThat(DocumentScan.volume(document, 0, document.length)).isEqualTo(bytes);
        assertThat(DocumentScan.volume("{\"id\":1}".getBytes(UTF_8), 0, 8)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[1]", "[{}", "[{},]", "[{} {}]", "[{\"a\":\"", "[{\"a\\", "[] x", "text"})
    void anythingElseIsNoArrayOfDocuments(String body) {
        byte[] bytes = body.getBytes(UTF_8);
        assertThat(DocumentScan.scan(bytes, bytes.length, (from, to, id, event) -> {}))
                .isFalse();
    }

    private static List<Found> scan(String body) {
        byte[] bytes = body.getBytes(UTF_8);
        List<Found> found = new ArrayList<>();
        assertThat(DocumentScan.scan(
                        bytes,
                        bytes.length,
                        (from, to, id, event) ->
                                found.add(new Found(new String(bytes, from, to - from, UTF_8), id, event))))
                .isTrue();
        return found;
    }
}
