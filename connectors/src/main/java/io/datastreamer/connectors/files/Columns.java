package io.datastreamer.connectors.files;

import com.fasterxml.jackson.databind.JsonNode;
import io.datastreamer.connectors.document.DocumentReader;
import io.datastreamer.connectors.form.Form;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.contract.RecordKind;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Defines the columns of files (data contract, section 7), and writes documents as rows. */
final class Columns {
    static final List<String> USAGE = List.of(
            "id",
            "event_start_timestamp",
            "event_stop_timestamp",
            "organisation_id",
            "organisation_name",
            "endpoint_id",
            "sim_id",
            "iccid",
            "imsi",
            "operator_id",
            "operator_name",
            "country_id",
            "operator_country_name",
            "traffic_type_id",
            "traffic_type_description",
            "volume",
            "volume_tx",
            "volume_rx",
            "cost",
            "currency_id",
            "currency_code",
            "currency_symbol",
            "ratezone_tariff_id",
            "ratezone_tariff_name",
            "ratezone_id",
            "ratezone_name",
            "endpoint_name",
            "endpoint_ip_address",
            "endpoint_tags",
            "endpoint_imei",
            "msisdn_msisdn",
            "sim_production_date",
            "operator_mncs",
            "country_mcc");

    static final List<String> EVENTS = List.of(
            "id",
            "timestamp",
            "event_type_id",
            "event_type_description",
            "event_severity_id",
            "event_severity_description",
            "event_source_id",
            "event_source_name",
            "organisation_id",
            "organisation_name",
            "alert",
            "description",
            "endpoint_id",
            "endpoint_name",
            "endpoint_ip_address",
            "endpoint_tags",
            "endpoint_imei",
            "sim_id",
            "sim_iccid",
            "msisdn_msisdn",
            "sim_production_date",
            "imsi_id",
            "imsi_imsi",
            "imsi_import_date",
            "user_id",
            "user_username",
            "user_name",
            "detail");

    private static final String IMSI_ID = "imsi_id";
    static final List<String> SECOND_USAGE =
            Stream.concat(USAGE.stream(), Stream.of(IMSI_ID)).toList();

    static final int VOLUME_DECIMALS = 6;
    static final int COST_DECIMALS = 10;

    private Columns() {}

    static List<String> of(RecordKind kind, Form form) {
        return switch (kind) {
            case EVENT -> EVENTS;
            case USAGE -> form == Form.V1 ? USAGE : SECOND_USAGE;
        };
    }

    /**
     * A document to be written as a row.
     *
     * @param supplement the data known beyond the document
     */
    record Line(RecordKind kind, Form form, JsonNode document, JsonNode supplement) {
        void writeTo(Row row) {
            switch (kind) {
                case EVENT -> writeEvent(document, row);
                case USAGE -> writeUsage(form, document, supplement, row);
            }
            row.end();
        }
    }

    /** Passes each document of a batch to the reader, one after the other. */
    static void forEach(Batch batch, Form form, Consumer<Line> reader) {
        List<Batch.Item> formed = form.of(batch).items();
        for (int i = 0; i < formed.size(); i++) {
            JsonNode document = DocumentReader.document(formed.get(i));
            JsonNode supplement = DocumentReader.supplement(batch.items().get(i));
            reader.accept(new Line(batch.kind(), form, document, supplement));
        }
    }

    /** Writes each document of a batch as a row. */
    static void write(Batch batch, Form form, Row row) {
        forEach(batch, form, line -> line.writeTo(row));
    }

    private static void writeUsage(Form form, JsonNode usage, JsonNode more, Row row) {
        boolean isFirst = form == Form.V1;
        row.value(usage.path("id"))
                .time(usage.path("start_timestamp"))
                .time(usage.path("end_timestamp"))
                .value(usage.path("organisation").path("id"))
                .value(usage.path("organisation").path("name"))
                .value(usage.path("endpoint").path("id"))
                .value(usage.path("sim").path("id"))
                .value(usage.path("sim").path("iccid"))
                .value(usage.path("imsi"))
                .value(usage.path("operator").path("id"))
                .value(usage.path("operator").path("name"))
                .value(usage.path("operator").path("country").path("id"))
                .value(usage.path("operator").path("country").path("name"))
                .value(usage.path("traffic_type").path("id"))
                .value(usage.path("traffic_type").path("name"))
                .decimal(usage.path("volume").path("total"), VOLUME_DECIMALS)
                .decimal(usage.path("volume").path("tx"), VOLUME_DECIMALS)
                .decimal(usage.path("volume").path("rx"), VOLUME_DECIMALS)
                .decimal(usage.path("cost"), COST_DECIMALS)
                .value(usage.path("currency").path("id"))
                .value(usage.path("currency").path("code"))
                .value(usage.path("currency").path("symbol"))
                .value(usage.path("tariff").path("id"))
                .value(usage.path("tariff").path("name"))
                .value(usage.path("tariff").path("ratezone").path("id"))
                .value(usage.path("tariff").path("ratezone").path("name"))
                .value(more.path("endpoint_name"))
                .value(more.path("endpoint_ip_address"))
                .value(more.path("endpoint_tags"))
                .value(more.path("endpoint_imei"))
                .value(more.path("msisdn"))
                .time(
                        isFirst
                                ? more.path("sim_production_date")
                                : usage.path("sim").path("production_date"));
        writeList(more.path("operator_mncs"), row);
        row.value(more.path("country_mcc"));
        if (!isFirst) {
            row.value(usage.path(IMSI_ID));
        }
    }

    private static void writeEvent(JsonNode event, Row row) {
        row.value(event.path("id"))
                .time(event.path("timestamp"))
                .value(event.path("event_type").path("id"))
                .value(event.path("event_type").path("description"))
                .value(event.path("event_severity").path("id"))
                .value(event.path("event_severity").path("description"))
                .value(event.path("event_source").path("id"))
                .value(event.path("event_source").path("description"))
                .value(event.path("organisation").path("id"))
                .value(event.path("organisation").path("name"))
                .value(event.path("alert"))
                .value(event.path("description"))
                .value(event.path("endpoint").path("id"))
                .value(event.path("endpoint").path("name"))
                .value(event.path("endpoint").path("ip_address"))
                .value(event.path("endpoint").path("tags"))
                .value(event.path("endpoint").path("imei"))
                .value(event.path("sim").path("id"))
                .value(event.path("sim").path("iccid"))
                .value(event.path("sim").path("msisdn"))
                .time(event.path("sim").path("production_date"))
                .value(event.path("imsi").path("id"))
                .value(event.path("imsi").path("imsi"))
                .time(event.path("imsi").path("import_date"))
                .value(event.path("user").path("id"))
                .value(event.path("user").path("username"))
                .value(event.path("user").path("name"))
                .json(event.path("detail"));
    }

    private static void writeList(JsonNode values, Row row) {
        if (values.isEmpty()) {
            row.empty();
            return;
        }
        StringBuilder joined = new StringBuilder();
        for (JsonNode value : values) {
            joined.append(joined.isEmpty() ? "" : ",").append(value.asText());
        }
        row.text(joined.toString());
    }
}
