package io.datastreamer.job.decode;

import io.datastreamer.job.record.Absent;
import io.datastreamer.job.record.BillingRecord;
import io.datastreamer.job.record.BillingRecord.Service;
import io.datastreamer.job.record.KeyedRecord;
import io.datastreamer.job.record.Origin;
import io.datastreamer.job.record.Plmn;
import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.reject.MalformedRecord;
import io.datastreamer.job.reject.Reason;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/** Decodes raw billing records (data contract, section 2). */
public final class BillingRecordDecoder implements Decoder<KeyedRecord> {
    private static final long serialVersionUID = 1L;

    private enum Member {
        RECORD_ID,
        IMSI,
        START,
        END,
        RX_BYTES,
        TX_BYTES,
        RX_MESSAGES,
        TX_MESSAGES,
        PLMN,
        SERVICE,
        TARIFF_ID,
        RATEZONE_ID,
        COST,
        CURRENCY
    }

    private static final Members<Member> MEMBERS = Members.of(
            Member.class,
            EnumSet.of(Member.RECORD_ID, Member.IMSI, Member.START, Member.END, Member.PLMN, Member.SERVICE));
    private static final Service[] SERVICES = Service.values();

    @Override
    public KeyedRecord decode(RawRecord raw, RecordReader reader) throws MalformedRecord {
        long recordId = 0;
        String imsi = "";
        long startMillis = 0;
        long endMillis = 0;
        long rxBytes = Absent.NUMBER;
        long txBytes = Absent.NUMBER;
        long rxMessages = Absent.NUMBER;
        long txMessages = Absent.NUMBER;
        Plmn plmn = new Plmn("", "");
        Service service = Service.DATA;
        long tariffId = Absent.NUMBER;
        long ratezoneId = Absent.NUMBER;
        @Nullable BigDecimal cost = null;
        long currencyId = Absent.NUMBER;
        @Nullable String currencyCode = null;

        reader.open(raw.bytes());
        Value value = reader.value();
        Member member;
        while ((member = reader.next(MEMBERS)) != null) {
            switch (member) {
                case RECORD_ID -> recordId = value.number();
                case IMSI -> imsi = Identifiers.imsi(value);
                case START -> startMillis = value.time();
                case END -> endMillis = value.time();
                case RX_BYTES -> rxBytes = value.volume();
                case TX_BYTES -> txBytes = value.volume();
                case RX_MESSAGES -> rxMessages = value.volume();
                case TX_MESSAGES -> txMessages = value.volume();
                case PLMN -> plmn = Identifiers.plmn(reader);
                case SERVICE -> service = value.oneOf(SERVICES);
                case TARIFF_ID -> tariffId = value.number();
                case RATEZONE_ID -> ratezoneId = value.number();
                case COST -> cost = value.signedDecimal();
                case CURRENCY -> {
                    if (value.isText()) {
                        currencyCode = value.text();
                    } else {
                        currencyId = value.number();
                    }
                }
            }
        }
        reader.close();
        boolean isData = service == Service.DATA;
        requireVolume(isData ? rxBytes : rxMessages, isData ? "rx_bytes" : "rx_messages", service);
        requireVolume(isData ? txBytes : txMessages, isData ? "tx_bytes" : "tx_messages", service);
        refuseVolume(isData ? rxMessages : rxBytes, isData ? "rx_messages" : "rx_bytes", service);
        refuseVolume(isData ? txMessages : txBytes, isData ? "tx_messages" : "tx_bytes", service);
        if (endMillis < startMillis) {
            throw new MalformedRecord(
                    Reason.CONTRADICTION,
                    "end: is " + Instant.ofEpochMilli(endMillis) + ", must not be before start, "
                            + Instant.ofEpochMilli(startMillis));
        }
        if (cost == null && (currencyId != Absent.NUMBER || currencyCode != null)) {
            throw new MalformedRecord(
                    Reason.CONTRADICTION, "currency: is there without cost; a rated cost has its tariff's currency");
        }
        BillingRecord record = new BillingRecord(
                recordId,
                imsi,
                startMillis,
                endMillis,
                service,
                isData ? rxBytes : rxMessages,
                isData ? txBytes : txMessages,
                plmn,
                tariffId,
                ratezoneId,
                cost,
                currencyId,
                currencyCode);
        return KeyedRecord.billing(record, Origin.of(raw));
    }

    private static void requireVolume(long volume, String member, Service service) throws MalformedRecord {
        if (volume == Absent.NUMBER) {
            throw new MalformedRecord(
                    Reason.MEMBER_MISSING, member + ": is missing, a record of " + service + " has it");
        }
    }

    private static void refuseVolume(long volume, String member, Service service) throws MalformedRecord {
        if (volume > 0) {
            throw new MalformedRecord(
                    Reason.CONTRADICTION, member + ": is " + volume + ", a record of " + service + " has none");
        }
    }
}
