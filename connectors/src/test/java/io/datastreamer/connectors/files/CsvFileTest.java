package io.datastreamer.connectors.files;

import io.datastreamer.connectors.conformance.Documents;
import io.datastreamer.connectors.form.Form;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.contract.RecordKind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class CsvFileTest {
    @Test
    void writesUsage() {
        String csv = new String(CsvFile.of(Documents.batch(RecordKind.USAGE, 17), Form.V1, false), UTF_8);

        assertThat(csv).isEqualTo("""
                        "id","event_start_timestamp","event_stop_timestamp","organisation_id","organisation_name",\
                        "endpoint_id","sim_id","iccid","imsi","operator_id","operator_name","country_id",\
                        "operator_country_name","traffic_type_id","traffic_type_description","volume","volume_tx",\
                        "volume_rx","cost","currency_id","currency_code","currency_symbol","ratezone_tariff_id",\
                        "ratezone_tariff_name","ratezone_id","ratezone_name","endpoint_name","endpoint_ip_address",\
                        "endpoint_tags","endpoint_imei","msisdn_msisdn","sim_production_date","operator_mncs","country_mcc"
                        "17","2017-03-19 21:06:33","2017-03-19 21:21:23","7","Test","8392037","233746",\
                        "8988303000000000017","901430999912345","4","Telekom","74","Germany","5","Data","0.022331",\
                        "0.008531","0.013800","0.0055827500","1","EUR","€","64","Global Pro I","83","Europe_I",\
                        "Tracker 17","10.0.0.1","a, ""b""\",,"882285100000001","2016-12-27 10:09:23","01,06","262"
                        """);
    }

    @Test
    void writesAnEvent() {
        Batch batch = batch("""
                {"id":201388127,"alert":false,"description":"two\\r\\nlines, \\"quoted\\"","timestamp":\
                "2017-10-26T07:42:00.000+0000","event_type":{"id":6,"description":"User authentication failed"},\
                "event_source":{"id":2,"description":"API"},"event_severity":{"id":1,"description":"Warn"},\
                "organisation":{"id":839921,"name":"Demo Company"},"user":{"id":84993,"username":"user@company.com",\
                "name":"Scott Tiger"},"detail":{"id":3,"volume":{"rx":0.5}}}""");

        String csv = new String(CsvFile.of(batch, Form.V1, false), UTF_8);

        assertThat(csv.split("\n", -1)).hasSize(3);
        assertThat(csv.split("\n", -1)[1])
                .isEqualTo(
                        "\"201388127\",\"2017-10-26 07:42:00\",\"6\",\"User authentication failed\",\"1\",\"Warn\",\"2\","
                                + "\"API\",\"839921\",\"Demo Company\",\"false\",\"two  lines, \"\"quoted\"\"\",,,,,,,,,,,,,\"84993\","
                                + "\"user@company.com\",\"Scott Tiger\",\"{\"\"id\"\":3,\"\"volume\"\":{\"\"rx\"\":0.5}}\"");
    }

    @Test
    void writesTheValuesOfTheSecondForm() {
        String usage = new String(CsvFile.of(Documents.batch(RecordKind.USAGE, 17), Form.V2, false), UTF_8);
        String events = new String(CsvFile.of(batch("""
                {"id":1,"timestamp":"2017-10-26T07:42:00.250+0000","sim":{"id":2,"production_date":\
                "2017-03-15T21:46:01.000+0000"},"detail":{"pdp_context":{"pdp_context_id":"17"}}}"""), Form.V2, false), UTF_8);

        assertThat(usage.split("\n", -1)[0]).endsWith(",\"operator_mncs\",\"country_mcc\",\"imsi_id\"");
        assertThat(usage.split("\n", -1)[1])
                .startsWith("\"17\",\"2017-03-19T21:06:33Z\",\"2017-03-19T21:21:23Z\",\"7\"")
                .endsWith("\"882285100000001\",\"2016-12-27T10:09:23Z\",\"01,06\",\"262\",");
        assertThat(events.split("\n", -1)[1])
                .startsWith("\"1\",\"2017-10-26T07:42:00.250Z\",")
                .contains("\"2017-03-15T21:46:01Z\"")
                .endsWith(
                        "\"{\"\"pdp_context\"\":{\"\"pdp_context_id\"\":17,\"\"tac\"\":null,\"\"eci\"\":null,\"\"nci\"\":null}}\"");
    }

    @Test
    void keepsAValueOnOneLineForEveryReader() {
        String ends = "\\u0000\\u000B\\f\\u001C\\u001D\\u001E\\u001F\\u007F\\u0085\\u2028\\u2029";
        byte[] csv = CsvFile.of(batch("{\"id\":1,\"description\":\"a" + ends + "b\\tc\"}"), Form.V1, false);

        String text = new String(csv, UTF_8);
        assertThat(text).contains("\"a" + " ".repeat(11) + "b\tc\"");
        assertThat(text.chars().filter(c -> Character.isISOControl(c) && c != '\n' && c != '\t'))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+491234", "@SUM(A1)", "-2+3", "  =cmd", "＝1+1", "-"})
    void makesFormulasHarmlessWhereThatIsAskedFor(String formula) {
        assertThat(written(formula, true)).contains("'" + formula).doesNotContain(formula);
        assertThat(written(formula, false)).contains(formula).doesNotContain("'" + formula);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-2.5", "901430999912345", "a=b", "", "user@company.com"})
    void leavesAloneWhatIsNoFormula(String value) {
        assertThat(written(value, true)).contains(value).doesNotContain("'" + value);
    }

    private static List<@Nullable String> written(String description, boolean escapesFormulas) {
        Batch batch = batch("{\"id\":1,\"description\":\"" + description + "\"}");
        return Csv.rows(new String(CsvFile.of(batch, Form.V1, escapesFormulas), UTF_8))
                .get(1);
    }

    @Test
    void hasAValueForEachColumn() {
        for (RecordKind kind : RecordKind.values()) {
            for (Form form : List.of(Form.V1, Form.V2)) {
                String csv = new String(CsvFile.of(Documents.batch(kind, 1, 2), form, false), UTF_8);

                assertThat(Csv.rows(csv))
                        .hasSize(3)
                        .allSatisfy(row -> assertThat(row).hasSameSizeAs(Columns.of(kind, form)));
            }
        }
    }

    private static Batch batch(String document) {
        byte[] json = document.getBytes(UTF_8);
        return new Batch(
                7, "s", RecordKind.EVENT, List.of(new Batch.Item(1, 6, "", json, 0, json.length, json.length, 0)));
    }
}
