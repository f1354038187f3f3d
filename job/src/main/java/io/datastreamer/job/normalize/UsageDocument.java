package io.datastreamer.job.normalize;

import io.datastreamer.contract.Document;
import io.datastreamer.contract.RecordKind;
import io.datastreamer.job.record.BillingRecord;
import io.datastreamer.job.record.Country;
import io.datastreamer.job.record.Currency;
import io.datastreamer.job.record.Enriched;
import io.datastreamer.job.record.Operator;
import io.datastreamer.job.record.Sim;
import io.datastreamer.job.record.Tariff;
import io.datastreamer.job.record.TrafficType;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * Writes the document of usage (the product document, section 4): members and their order as in its sample. If a SIM
 * has no endpoint, neither has the document.
 */
final class UsageDocument {
    private UsageDocument() {}

    /** Makes the document of a billing record, in the buffer; it is valid until the buffer is used again. */
    static Document of(Enriched enriched, JsonBuffer json) {
        BillingRecord record = enriched.record().asBilling();
        Sim sim = Objects.requireNonNull(enriched.sim());
        Operator operator = Objects.requireNonNull(enriched.operator());
        Country country = Objects.requireNonNull(enriched.country());
        Tariff tariff = Objects.requireNonNull(enriched.tariff());
        Currency currency = Objects.requireNonNull(enriched.currency());
        TrafficType trafficType = Objects.requireNonNull(enriched.trafficType());
        Tariff.Ratezone ratezone = Objects.requireNonNull(enriched.ratezone());
        BigDecimal cost = Objects.requireNonNull(enriched.cost());
        json.beginDocument(sim.iccid());
        json.beginObject()
                .memberJson(Names.COST, cost.toPlainString())
                .member(Names.ID, record.recordId())
                .beginObject(Names.OPERATOR)
                .member(Names.ID, operator.id())
                .member(Names.NAME, operator.name());
        idAndName(Names.COUNTRY, country.id(), country.name(), json);
        json.endObject();
        idAndName(
                Names.ORGANISATION,
                enriched.organisation().id(),
                enriched.organisation().name(),
                json);
        json.beginObject(Names.TARIFF);
        idAndName(Names.RATEZONE, ratezone.id(), ratezone.name(), json);
        json.member(Names.ID, tariff.id()).member(Names.NAME, tariff.name()).endObject();
        idAndName(Names.TRAFFIC_TYPE, trafficType.id(), trafficType.name(), json);
        if (sim.endpoint() != null) {
            json.beginObject(Names.ENDPOINT)
                    .member(Names.ID, sim.endpoint().id())
                    .endObject();
        }
        json.member(Names.IMSI, record.imsi());
        switch (record.service()) {
            case DATA -> VolumeMember.write(record.rx(), record.tx(), json);
            case SMS -> VolumeMember.writeMessages(record.rx(), record.tx(), json);
        }
        json.memberTime(Names.START_TIMESTAMP, record.startMillis(), TimeFormat.USAGE)
                .beginObject(Names.SIM)
                .member(Names.ICCID, sim.iccid())
                .member(Names.ID, sim.simId())
                .endObject()
                .beginObject(Names.CURRENCY)
                .member(Names.SYMBOL, currency.symbol())
                .member(Names.CODE, currency.code())
                .member(Names.ID, currency.id())
                .endObject()
                .memberTime(Names.END_TIMESTAMP, record.endMillis(), TimeFormat.USAGE)
                .endObject();
        json.beginSupplement();
        UsageSupplement.write(sim, operator, country, record.plmn().mnc(), json);
        return json.document(enriched, RecordKind.USAGE, Document.NO_EVENT_TYPE, record.recordId());
    }

    private static void idAndName(JsonBuffer.Name member, long id, String name, JsonBuffer json) {
        json.beginObject(member).member(Names.ID, id).member(Names.NAME, name).endObject();
    }
}
