package io.datastreamer.connectors.files;

import com.fasterxml.jackson.databind.JsonNode;
import io.datastreamer.connectors.conformance.Documents;
import io.datastreamer.connectors.form.Form;
import io.datastreamer.contract.RecordKind;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

class JsonLinesFileTest {
    @Test
    void hasEachDocumentAsItIsOnALine() throws IOException {
        byte[] file = FilePayload.of(Documents.batch(1, 2), FileFormat.JSON_LINES, Form.V1, false);

        assertThat(JsonLines.text(file)).isEqualTo(Documents.json(1) + "\n" + Documents.json(2) + "\n");
    }

    @Test
    void hasEachDocumentInItsForm() throws IOException {
        List<JsonNode> second = JsonLines.of(
                FilePayload.of(Documents.batch(RecordKind.USAGE, 1, 2), FileFormat.JSON_LINES, Form.V2, false));
        List<JsonNode> events =
                JsonLines.of(FilePayload.of(Documents.batch(1, 2), FileFormat.JSON_LINES, Form.CLOUDEVENTS, false));

        assertThat(second).hasSize(2).allSatisfy(usage -> {
            assertThat(usage.get("end_timestamp").textValue()).isEqualTo("2017-03-19T21:21:23Z");
            assertThat(usage.has("imsi_id")).isTrue();
        });
        assertThat(events).hasSize(2);
        assertThat(events.get(1).get("id").textValue()).isEqualTo("event-2");
        assertThat(events.get(1).at("/data/id").longValue()).isEqualTo(2);
    }
}
