package io.datastreamer.job.decode;

import io.datastreamer.job.record.CatalogEntry;
import io.datastreamer.job.record.Country;
import io.datastreamer.job.record.Currency;
import io.datastreamer.job.record.Operator;
import io.datastreamer.job.record.Organisation;
import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.record.Tariff;
import io.datastreamer.job.record.TrafficType;
import io.datastreamer.job.reject.MalformedRecord;
import io.datastreamer.job.reject.Reason;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Decodes entries of the catalog (data contract, section 3). Since {@code kind} may come last, the members of all kinds
 * are read the same way and put together at the end.
 */
public final class CatalogDecoder implements Decoder<CatalogEntry> {
    private static final long serialVersionUID = 1L;

    private enum Member {
        KIND,
        ID,
        NAME,
        COUNTRY_CODE,
        MCC,
        ISO_CODE,
        COUNTRY_ID,
        MNC,
        TAPCODE,
        CODE,
        SYMBOL,
        CURRENCY_ID,
        RATEZONES
    }

    /** The kinds by their names in JSON. */
    private enum Kind {
        COUNTRY,
        OPERATOR,
        ORGANISATION,
        CURRENCY,
        TARIFF,
        TRAFFIC_TYPE
    }

    private static final Members<Member> MEMBERS = Members.of(Member.class, EnumSet.of(Member.KIND, Member.ID));

    @Override
    public CatalogEntry decode(RawRecord raw, RecordReader reader) throws MalformedRecord {
        Kind kind = Kind.COUNTRY;
        long id = 0;
        String name = "";
        String countryCode = "";
        String mcc = "";
        String isoCode = "";
        long countryId = 0;
        List<Operator.Mnc> mncs = List.of();
        List<Operator.Tapcode> tapcodes = List.of();
        String code = "";
        String symbol = "";
        long currencyId = 0;
        List<Tariff.Ratezone> ratezones = List.of();

        reader.open(raw.bytes());
        Value value = reader.value();
        Set<Member> present = EnumSet.noneOf(Member.class);
        Member member;
        while ((member = reader.next(MEMBERS)) != null) {
            present.add(member);
            switch (member) {
                case KIND -> kind = kind(reader);
                case ID -> id = value.number();
                case NAME -> name = value.text();
                case COUNTRY_CODE -> countryCode = value.text();
                case MCC -> mcc = Identifiers.mcc(value);
                case ISO_CODE -> isoCode = value.text();
                case COUNTRY_ID -> countryId = value.number();
                case MNC -> mncs = CatalogParts.mncs(reader);
                case TAPCODE -> tapcodes = CatalogParts.tapcodes(reader);
                case CODE -> code = value.text();
                case SYMBOL -> symbol = value.text();
                case CURRENCY_ID -> currencyId = value.number();
                case RATEZONES -> ratezones = CatalogParts.ratezones(reader);
            }
        }
        reader.close();
        require(kind, present);
        return switch (kind) {
            case COUNTRY -> CatalogEntry.of(new Country(id, name, countryCode, mcc, isoCode));
            case OPERATOR -> CatalogEntry.of(new Operator(id, name, countryId, mncs, tapcodes));
            case ORGANISATION -> CatalogEntry.of(new Organisation(id, name));
            case CURRENCY -> CatalogEntry.of(new Currency(id, code, symbol));
            case TARIFF -> CatalogEntry.of(new Tariff(id, name, currencyId, ratezones));
            case TRAFFIC_TYPE -> CatalogEntry.of(new TrafficType(id, name));
        };
    }

    private static Kind kind(RecordReader reader) throws MalformedRecord {
        String text = reader.value().text();
        for (Kind kind : Kind.values()) {
            if (Members.nameOf(kind).equals(text)) {
                return kind;
            }
        }
        throw reader.wrong("country, operator, organisation, currency, tariff or traffic_type");
    }

    private static void require(Kind kind, Set<Member> present) throws MalformedRecord {
        for (Member member : requiredOf(kind)) {
            if (!present.contains(member)) {
                throw new MalformedRecord(
                        Reason.MEMBER_MISSING,
                        Members.nameOf(member) + ": is missing, a " + Members.nameOf(kind) + " has it");
            }
        }
    }

    private static List<Member> requiredOf(Kind kind) {
        return switch (kind) {
            case COUNTRY -> List.of(Member.NAME, Member.COUNTRY_CODE, Member.MCC, Member.ISO_CODE);
            case OPERATOR -> List.of(Member.NAME, Member.COUNTRY_ID, Member.MNC);
            case CURRENCY -> List.of(Member.CODE, Member.SYMBOL);
            case TARIFF -> List.of(Member.NAME, Member.CURRENCY_ID, Member.RATEZONES);
            case ORGANISATION, TRAFFIC_TYPE -> List.of(Member.NAME);
        };
    }
}
