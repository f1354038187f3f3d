package io.datastreamer.portal.api;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.datastreamer.connectors.form.Form;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.contract.ApiType;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.contract.Settings;
import io.datastreamer.contract.StreamConfiguration;
import io.datastreamer.contract.StreamType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class SampleDocumentTest {
    @ParameterizedTest
    @EnumSource
    void isADocumentAsCustomersGetThem(StreamType type) throws IOException {
        StreamConfiguration stream = StreamConfiguration.of("id", 7, type, ApiType.REST_API, Settings.EMPTY);
        SampleDocument sample = SampleDocument.of(stream, Instant.parse("2026-01-01T00:00:00Z"));
        Batch batch = sample.batch(stream, null);
        Batch.Item item = batch.items().get(0);

        assertThat(sample.kind()).isEqualTo(type == StreamType.EVENTS ? RecordKind.EVENT : RecordKind.USAGE);
        String schema = type == StreamType.EVENTS ? "event" : "usage";
        assertThat(faults(schema, item)).isEmpty();
        assertThat(faults(schema + "-v2", Form.V2.of(batch).items().get(0))).isEmpty();
        assertThat(batch.jsonBytes()).isEqualTo(item.length());
        assertThat(item.supplementOffset() + item.supplementLength()).isEqualTo(item.buffer().length);
    }

    private static List<?> faults(String schema, Batch.Item item) throws IOException {
        String json = new String(item.buffer(), item.offset(), item.length(), UTF_8);
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Path.of("../docs/schemas/" + schema + ".json")), InputFormat.JSON)
                .validate(json, InputFormat.JSON);
    }
}
