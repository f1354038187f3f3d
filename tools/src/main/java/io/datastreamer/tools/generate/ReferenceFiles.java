package io.datastreamer.tools.generate;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes the data that records are joined with: SIMs, catalog and data streams, and a configuration that names all
 * files.
 */
public final class ReferenceFiles {
    private static final String SINCE = "2025-06-01T08:00:00Z";

    private final Load load;
    private final JsonLine json = new JsonLine();

    public ReferenceFiles(Load load) {
        this.load = load;
    }

    /** Writes {@code sims.jsonl}, {@code catalog.jsonl}, {@code streams.jsonl} and {@code streamer.yaml}. */
    public void write() throws IOException {
        Files.createDirectories(load.out());
        try (OutputStream out = open("sims.jsonl")) {
            sims(out);
        }
        try (OutputStream out = open("catalog.jsonl")) {
            catalog(out);
        }
        try (OutputStream out = open("streams.jsonl")) {
            streams(out);
        }
        Files.writeString(load.out().resolve("streamer.yaml"), configuration());
    }

    private void sims(OutputStream out) throws IOException {
        for (int sim = 0; sim < load.sims(); sim++) {
            json.open().text("imsi", Load.imsiPrefix(), sim, Load.IMSI_NUMBER_DIGITS);
            json.number("imsi_id", 300_000 + sim).text("imsi_import_date", SINCE);
            json.number("sim_id", 200_000 + sim).text("iccid", "8900000", sim, 12);
            json.text("msisdn", "999", sim, 9).text("production_date", SINCE);
            json.number("organisation_id", load.organisationId(sim)).number("tariff_id", 64);
            json.open("endpoint").number("id", 8_000_000 + sim).text("name", "Tracker ", sim, 1);
            json.text("ip_address", address(sim)).none("tags").text("imei", "00000000", sim, 8);
            json.close().close().writeTo(out);
        }
    }

    /** An address in the shared range 100.64.0.0/10, which mobile networks give to devices. */
    static String address(int sim) {
        return "100." + (64 + ((sim >> 16) & 63)) + "." + ((sim >> 8) & 255) + "." + (sim & 255);
    }

    private void catalog(OutputStream out) throws IOException {
        for (World.Country country : World.COUNTRIES) {
            json.open().text("kind", "country").number("id", country.id()).text("name", country.name());
            json.text("country_code", country.countryCode()).text("mcc", country.mcc());
            json.text("iso_code", country.isoCode()).close().writeTo(out);
        }
        for (World.Operator operator : World.OPERATORS) {
            json.open().text("kind", "operator").number("id", operator.id()).text("name", operator.name());
            json.number("country_id", operator.country().id());
            json.openArray("mnc").open().number("id", operator.id()).text("mnc", operator.mnc());
            json.close().closeArray();
            json.openArray("tapcode").open().number("id", operator.id()).text("tapcode", operator.tapcode());
            json.close().closeArray().close().writeTo(out);
        }
        for (int i = 0; i < load.organisations(); i++) {
            json.open().text("kind", "organisation").number("id", load.organisationId(i));
            json.text("name", "Example Org ", i + 1, 1).close().writeTo(out);
        }
        json.open().text("kind", "currency").number("id", 1).text("code", "EUR").text("symbol", "EUR");
        json.close().writeTo(out);
        json.open()
                .text("kind", "tariff")
                .number("id", 64)
                .text("name", "Example Global")
                .number("currency_id", 1);
        json.openArray("ratezones");
        ratezone(World.RATEZONE_NEAR, "Europe", "0.25", "0.05");
        ratezone(World.RATEZONE_FAR, "World", "0.75", "0.1");
        json.closeArray().close().writeTo(out);
        json.open()
                .text("kind", "traffic_type")
                .number("id", 5)
                .text("name", "Data")
                .close()
                .writeTo(out);
        json.open()
                .text("kind", "traffic_type")
                .number("id", 6)
                .text("name", "SMS")
                .close()
                .writeTo(out);
    }

    private void ratezone(int id, String name, String perMb, String perSms) {
        json.open()
                .number("id", id)
                .text("name", name)
                .decimal("rate_per_mb", perMb)
                .decimal("rate_per_sms", perSms);
        json.openArray("operator_ids");
        World.OPERATORS.stream()
                .filter(operator -> operator.ratezoneId() == id)
                .forEach(operator -> json.element(operator.id()));
        json.closeArray().close();
    }

    private void streams(OutputStream out) throws IOException {
        for (int i = 0; i < load.organisations(); i++) {
            String id = "load-" + load.organisationId(i);
            json.open().text("id", id).number("organisation_id", load.organisationId(i));
            json.text("name", "Load ", i + 1, 1).text("stream_type", "USAGE_AND_EVENTS");
            json.text("api_type", "REST_API_BULK");
            json.open("settings").text("url", load.receiver() + "/" + id).close();
            json.bool("historic", true).text("state", "RUNNING").text("created_at", "2026-01-01T00:00:00Z");
            json.close().writeTo(out);
        }
    }

    private String configuration() {
        return """
                network-records: file:%1$s/network-records
                billing-records: file:%1$s/billing-records
                sims: file:%1$s/sims.jsonl
                catalog: file:%1$s/catalog.jsonl
                streams: file:%1$s/streams.jsonl
                status: file:%1$s/out/status
                attempts: file:%1$s/out/attempts
                rejected: file:%1$s/out/rejected
                egress.allow: 127.0.0.0/8
                """.formatted(load.out().toAbsolutePath().normalize());
    }

    private OutputStream open(String name) throws IOException {
        Path file = load.out().resolve(name);
        return new BufferedOutputStream(Files.newOutputStream(file), 1 << 18);
    }
}
