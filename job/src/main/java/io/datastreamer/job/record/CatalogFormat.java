package io.datastreamer.job.record;

import io.datastreamer.job.serial.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes and reads the catalog's entries within other formats. */
final class CatalogFormat {
    private CatalogFormat() {}

    static void write(Country country, DataOutputView out) throws IOException {
        Wire.writeNumber(out, country.id());
        Wire.writeString(out, country.name());
        Wire.writeString(out, country.countryCode());
        Wire.writeString(out, country.mcc());
        Wire.writeString(out, country.isoCode());
    }

    static Country readCountry(DataInputView in) throws IOException {
        return new Country(
                Wire.readNumber(in),
                Wire.readString(in),
                Wire.readString(in),
                Wire.readString(in),
                Wire.readString(in));
    }

    static void write(Operator operator, DataOutputView out) throws IOException {
        Wire.writeNumber(out, operator.id());
        Wire.writeString(out, operator.name());
        Wire.writeNumber(out, operator.countryId());
        Wire.writeNumber(out, operator.mncs().size());
        for (Operator.Mnc mnc : operator.mncs()) {
            Wire.writeNumber(out, mnc.id());
            Wire.writeString(out, mnc.mnc());
        }
        Wire.writeNumber(out, operator.tapcodes().size());
        for (Operator.Tapcode tapcode : operator.tapcodes()) {
            Wire.writeNumber(out, tapcode.id());
            Wire.writeString(out, tapcode.tapcode());
        }
    }

    static Operator readOperator(DataInputView in) throws IOException {
        long id = Wire.readNumber(in);
        String name = Wire.readString(in);
        long countryId = Wire.readNumber(in);
        int mncCount = Wire.readInt(in);
        List<Operator.Mnc> mncs = new ArrayList<>(mncCount);
        for (int i = 0; i < mncCount; i++) {
            mncs.add(new Operator.Mnc(Wire.readNumber(in), Wire.readString(in)));
        }
        int tapcodeCount = Wire.readInt(in);
        List<Operator.Tapcode> tapcodes = new ArrayList<>(tapcodeCount);
        for (int i = 0; i < tapcodeCount; i++) {
            tapcodes.add(new Operator.Tapcode(Wire.readNumber(in), Wire.readString(in)));
        }
        return new Operator(id, name, countryId, List.copyOf(mncs), List.copyOf(tapcodes));
    }

    static void write(Organisation organisation, DataOutputView out) throws IOException {
        Wire.writeNumber(out, organisation.id());
        Wire.writeString(out, organisation.name());
    }

    static Organisation readOrganisation(DataInputView in) throws IOException {
        return new Organisation(Wire.readNumber(in), Wire.readString(in));
    }

    static void write(Currency currency, DataOutputView out) throws IOException {
        Wire.writeNumber(out, currency.id());
        Wire.writeString(out, currency.code());
        Wire.writeString(out, currency.symbol());
    }

    static Currency readCurrency(DataInputView in) throws IOException {
        return new Currency(Wire.readNumber(in), Wire.readString(in), Wire.readString(in));
    }

    static void write(TrafficType trafficType, DataOutputView out) throws IOException {
        Wire.writeNumber(out, trafficType.id());
        Wire.writeString(out, trafficType.name());
    }

    static TrafficType readTrafficType(DataInputView in) throws IOException {
        return new TrafficType(Wire.readNumber(in), Wire.readString(in));
    }

    static void write(Tariff tariff, DataOutputView out) throws IOException {
        Wire.writeNumber(out, tariff.id());
        Wire.writeString(out, tariff.name());
        Wire.writeNumber(out, tariff.currencyId());
        Wire.writeNumber(out, tariff.ratezones().size());
        for (Tariff.Ratezone ratezone : tariff.ratezones()) {
            write(ratezone, out);
        }
    }

    static Tariff readTariff(DataInputView in) throws IOException {
        long id = Wire.readNumber(in);
        String name = Wire.readString(in);
        long currencyId = Wire.readNumber(in);
        int count = Wire.readInt(in);
        List<Tariff.Ratezone> ratezones = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            ratezones.add(readRatezone(in));
        }
        return new Tariff(id, name, currencyId, List.copyOf(ratezones));
    }

    static void write(Tariff.Ratezone ratezone, DataOutputView out) throws IOException {
        Wire.writeNumber(out, ratezone.id());
        Wire.writeString(out, ratezone.name());
        Wire.writeDecimal(out, ratezone.ratePerMb());
        Wire.writeDecimal(out, ratezone.ratePerSms());
        Wire.writeNumber(out, ratezone.operatorIds().size());
        for (long operatorId : ratezone.operatorIds()) {
            Wire.writeNumber(out, operatorId);
        }
    }

    static Tariff.Ratezone readRatezone(DataInputView in) throws IOException {
        long id = Wire.readNumber(in);
        String name = Wire.readString(in);
        var ratePerMb = Wire.readNullableDecimal(in);
        var ratePerSms = Wire.readNullableDecimal(in);
        int count = Wire.readInt(in);
        List<Long> operatorIds = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            operatorIds.add(Wire.readNumber(in));
        }
        return new Tariff.Ratezone(id, name, ratePerMb, ratePerSms, List.copyOf(operatorIds));
    }
}
