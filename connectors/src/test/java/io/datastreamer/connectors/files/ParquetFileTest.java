package io.datastreamer.connectors.files;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastreamer.connectors.conformance.Documents;
import io.datastreamer.connectors.conformance.PythonTools;
import io.datastreamer.connectors.form.Form;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.contract.RecordKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** DuckDB and Arrow, which share no code with the writer, read what it writes. */
class ParquetFileTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    @Test
    void readersReadUsage() throws Exception {
        JsonNode read = read(ParquetFile.of(Documents.batch(RecordKind.USAGE, 17, 18), Form.V1));

        assertThat(read.at("/duckdb/columns/id").textValue()).isEqualTo("BIGINT");
        assertThat(read.at("/duckdb/columns/event_start_timestamp").textValue()).isEqualTo("TIMESTAMP WITH TIME ZONE");
        assertThat(read.at("/duckdb/columns/volume").textValue()).isEqualTo("DECIMAL(38,6)");
        assertThat(read.at("/duckdb/columns/cost").textValue()).isEqualTo("DECIMAL(38,10)");
        assertThat(read.at("/duckdb/columns/iccid").textValue()).isEqualTo("VARCHAR");
        assertThat(read.at("/arrow/columns/event_start_timestamp").textValue()).isEqualTo("timestamp[ms, tz=UTC]");
        for (String reader : List.of("duckdb", "arrow")) {
            JsonNode rows = read.get(reader).get("rows");
            assertThat(rows).as(reader).hasSize(2);
            JsonNode row = rows.get(0);
            assertThat(row).hasSize(Columns.USAGE.size());
            assertThat(row.get("id").textValue()).isEqualTo("17");
            assertThat(row.get("event_start_timestamp").textValue()).isEqualTo("2017-03-19T21:06:33+00:00");
            assertThat(row.get("volume").textValue()).isEqualTo("0.022331");
            assertThat(row.get("cost").textValue()).isEqualTo("0.0055827500");
            assertThat(row.get("currency_symbol").textValue()).isEqualTo("€");
            assertThat(row.get("endpoint_imei").isNull()).isTrue();
            assertThat(row.get("imsi").textValue()).isEqualTo("901430999912345");
            assertThat(row.get("sim_production_date").textValue()).isEqualTo("2016-12-27T10:09:23+00:00");
            assertThat(rows.get(1).get("id").textValue()).isEqualTo("18");
        }
    }

    @Test
    void readersReadEvents() throws Exception {
        Batch batch = batch("""
                {"id":9223372036854775807,"alert":true,"description":"Zürich \\u0000","timestamp":\
                "2017-10-26T07:42:00.250+0000","event_type":{"id":6},"sim":{"id":2,"production_date":\
                "2017-03-15T21:46:01.000+0000"},"detail":{"id":3,"volume":{"rx":0.5}}}""");

        for (Form form : List.of(Form.V1, Form.V2)) {
            JsonNode read = read(ParquetFile.of(batch, form));
            for (String reader : List.of("duckdb", "arrow")) {
                JsonNode row = read.get(reader).get("rows").get(0);
                assertThat(row).as(reader).hasSize(Columns.EVENTS.size());
                assertThat(row.get("id").textValue()).isEqualTo("9223372036854775807");
                assertThat(row.get("alert").textValue()).isEqualTo("True");
                assertThat(row.get("timestamp").textValue()).isEqualTo("2017-10-26T07:42:00.250000+00:00");
                assertThat(row.get("msisdn_msisdn").isNull()).isTrue();
                assertThat(JSON.readTree(row.get("detail").textValue())
                                .at("/volume/rx")
                                .doubleValue())
                        .isEqualTo(0.5);
            }
        }
    }

    @Test
    void readersReadManyRows() throws Exception {
        long[] ids = LongStream.range(0, 5_000).toArray();
        byte[] file = ParquetFile.of(Documents.batch(RecordKind.USAGE, ids), Form.V2);

        JsonNode read = read(file);

        assertThat(read.at("/duckdb/rows")).hasSize(5_000);
        assertThat(read.at("/arrow/rows")).hasSize(5_000);
        assertThat(read.at("/arrow/columns").has("imsi_id")).isTrue();
    }

    /** The same batch makes the same file at every attempt. */
    @ParameterizedTest
    @EnumSource(RecordKind.class)
    void isTheSameEachTime(RecordKind kind) {
        Batch batch = Documents.batch(kind, 1, 2, 3);

        assertThat(ParquetFile.of(batch, Form.V1)).isEqualTo(ParquetFile.of(batch, Form.V1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"x\"}",
                "{\"id\":1.5}",
                "{\"id\":1,\"alert\":\"maybe\"}",
                "{\"id\":1,\"timestamp\":\"2017-10-26T07:42:00+0100\"}",
                "{\"id\":1,\"timestamp\":\"yesterday\"}"
            })
    void refusesWhatAColumnCannotHold(String document) {
        assertThatThrownBy(() -> ParquetFile.of(batch(document), Form.V1)).isInstanceOf(RuntimeException.class);
    }

    private JsonNode read(byte[] file) throws IOException, InterruptedException {
        PythonTools.require("duckdb");
        PythonTools.require("pyarrow");
        Path path = Files.write(directory.resolve("file.parquet"), file);
        Path script = Files.writeString(directory.resolve("read.py"), """
                import json, sys
                import duckdb, pyarrow.parquet

                def text(value):
                    if value is None:
                        return None
                    return value.isoformat() if hasattr(value, 'isoformat') else str(value)

                path = sys.argv[1]
                connection = duckdb.connect()
                connection.execute("SET TimeZone = 'UTC'")
                relation = connection.execute('SELECT * FROM read_parquet(?)', [path])
                names = [column[0] for column in relation.description]
                types = {column[0]: str(column[1]) for column in relation.description}
                rows = [{name: text(value) for name, value in zip(names, row)} for row in relation.fetchall()]
                table = pyarrow.parquet.read_table(path)
                print(json.dumps({
                    'duckdb': {'columns': types, 'rows': rows},
                    'arrow': {
                        'columns': {field.name: str(field.type) for field in table.schema},
                        'rows': [{k: text(v) for k, v in row.items()} for row in table.to_pylist()],
                    },
                }))
                """);
        Path output = directory.resolve("read.json");
        Path errors = directory.resolve("errors.txt");
        ProcessBuilder python = PythonTools.program(script);
        python.command().add(path.toString());
        Process process = python.redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
        return JSON.readTree(output.toFile());
    }

    private static Batch batch(String document) {
        byte[] json = document.getBytes(UTF_8);
        return new Batch(
                7, "s", RecordKind.EVENT, List.of(new Batch.Item(1, 6, "", json, 0, json.length, json.length, 0)));
    }
}
