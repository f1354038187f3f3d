package io.datastreamer.deploy.receive;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
