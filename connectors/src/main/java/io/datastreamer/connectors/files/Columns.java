package io.datastreamer.connectors.files;

import com.fasterxml.jackson.databind.JsonNode;
import io.datastreamer.connectors.document.DocumentReader;
import io.datastreamer.connectors.form.Form;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.contract.RecordKind;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The columns of files (data contract, section 7), and the rows of documents. */
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
     * A document that is to be a row.
     *
     * @param supplement what is known beyond it
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

    /** Gives each document of a batch, one after the other. */
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
                .value(usage.at("/organisation/id"))
                .value(usage.at("/organisation/name"))
                .value(usage.at("/endpoint/id"))
                .value(usage.at("/sim/id"))
                .value(usage.at("/sim/iccid"))
                .value(usage.path("imsi"))
                .value(usage.at("/operator/id"))
                .value(usage.at("/operator/name"))
                .value(usage.at("/operator/country/id"))
                .value(usage.at("/operator/country/name"))
                .value(usage.at("/traffic_type/id"))
                .value(usage.at("/traffic_type/name"))
                .decimal(usage.at("/volume/total"), VOLUME_DECIMALS)
                .decimal(usage.at("/volume/tx"), VOLUME_DECIMALS)
                .decimal(usage.at("/volume/rx"), VOLUME_DECIMALS)
                .decimal(usage.path("cost"), COST_DECIMALS)
                .value(usage.at("/currency/id"))
                .value(usage.at("/currency/code"))
                .value(usage.at("/currency/symbol"))
                .value(usage.at("/tariff/id"))
                .value(usage.at("/tariff/name"))
                .value(usage.at("/tariff/ratezone/id"))
                .value(usage.at("/tariff/ratezone/name"))
                .value(more.path("endpoint_name"))
                .value(more.path("endpoint_ip_address"))
                .value(more.path("endpoint_tags"))
                .value(more.path("endpoint_imei"))
                .value(more.path("msisdn"))
                .time(isFirst ? more.path("sim_production_date") : usage.at("/sim/production_date"));
        writeList(more.path("operator_mncs"), row);
        row.value(more.path("country_mcc"));
        if (!isFirst) {
            row.value(usage.path(IMSI_ID));
        }
    }

    private static void writeEvent(JsonNode event, Row row) {
        row.value(event.path("id"))
                .time(event.path("timestamp"))
                .value(event.at("/event_type/id"))
                .value(event.at("/event_type/description"))
                .value(event.at("/event_severity/id"))
                .value(event.at("/event_severity/description"))
                .value(event.at("/event_source/id"))
                .value(event.at("/event_source/description"))
                .value(event.at("/organisation/id"))
                .value(event.at("/organisation/name"))
                .value(event.path("alert"))
                .value(event.path("description"))
                .value(event.at("/endpoint/id"))
                .value(event.at("/endpoint/name"))
                .value(event.at("/endpoint/ip_address"))
                .value(event.at("/endpoint/tags"))
                .value(event.at("/endpoint/imei"))
                .value(event.at("/sim/id"))
                .value(event.at("/sim/iccid"))
                .value(event.at("/sim/msisdn"))
                .time(event.at("/sim/production_date"))
                .value(event.at("/imsi/id"))
                .value(event.at("/imsi/imsi"))
                .time(event.at("/imsi/import_date"))
                .value(event.at("/user/id"))
                .value(event.at("/user/username"))
                .value(event.at("/user/name"))
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
