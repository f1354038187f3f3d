package io.datastreamer.job.element;

import io.datastreamer.job.element.cdr.BerCursor;
import io.datastreamer.job.element.cdr.CdrMember;
import io.datastreamer.job.element.cdr.CdrRecord;
import io.datastreamer.job.element.cdr.CdrTable;
import io.datastreamer.job.element.cdr.CdrTexts;
import io.datastreamer.job.element.location.PlmnOctets;
import io.datastreamer.job.element.location.UserLocation;
import io.datastreamer.job.record.Absent;
import io.datastreamer.job.record.Cell;
import io.datastreamer.job.record.Plmn;
import io.datastreamer.job.record.Volume;
import io.datastreamer.job.reject.MalformedRecord;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads values of members that several kinds of charging data records have. Not thread-safe. */
final class CdrFields {
    private static final long MAX_CHARGING_ID = 0xFFFF_FFFFL;
    private static final int PLMN_OCTETS = 3;
    private static final int UTRAN = 1;
    private static final int KEPT_PLMNS = 1 << 8;
    private static final int TEXT_V4 = 2;
    private static final int TEXT_V6 = 3;

    private final ElementSettings settings;
    private final CdrTexts texts = new CdrTexts();
    private final BerCursor[] levels = {new BerCursor(), new BerCursor(), new BerCursor(), new BerCursor()};
    private final int[] plmnOctets = new int[KEPT_PLMNS];
    private final @Nullable Plmn[] plmns = new Plmn[KEPT_PLMNS];
    private final StringBuilder key = new StringBuilder();

    CdrFields(ElementSettings settings) {
        this.settings = settings;
    }

    ElementSettings settings() {
        return settings;
    }

    CdrTexts texts() {
        return texts;
    }

    /** An empty builder for the text of a key; only one may be in use. */
    StringBuilder key() {
        key.setLength(0);
        return key;
    }

    /** Whether volumes of a kind of record are billed. */
    boolean bills(CdrTable table) {
        return settings.bills()
                && (settings.billedRecords().isEmpty()
                        || settings.billedRecords().contains(table.text()));
    }

    /** The IMSI, which must be there. */
    String imsi(CdrRecord record) throws MalformedRecord {
        if (!record.has(CdrMember.SERVED_IMSI)) {
            throw CdrRecord.missing(CdrMember.SERVED_IMSI);
        }
        String imsi =
                texts.digits(record.octets(), record.start(CdrMember.SERVED_IMSI), record.stop(CdrMember.SERVED_IMSI));
        if (!Digits.are(imsi, 14, 15)) {
            throw CdrRecord.wrong(CdrMember.SERVED_IMSI, "\"" + imsi + "\", must be 14 to 15 digits");
        }
        return imsi;
    }

    /** Digits, such as an IMEI's; null if the member is missing, or has no digits. */
    @Nullable
    String digits(CdrRecord record, CdrMember member) {
        if (!record.has(member)) {
            return null;
        }
        String digits = texts.digits(record.octets(), record.start(member), record.stop(member));
        return digits.isEmpty() ? null : digits;
    }

    @Nullable
    String text(CdrRecord record, CdrMember member) {
        return record.has(member) ? texts.text(record.octets(), record.start(member), record.stop(member)) : null;
    }

    /** The charging id, which must be there. */
    long chargingId(CdrRecord record) throws MalformedRecord {
        long id = record.required(CdrMember.CHARGING_ID);
        if (id > MAX_CHARGING_ID) {
            throw CdrRecord.wrong(CdrMember.CHARGING_ID, id + ", must have at most 32 bits");
        }
        return id;
    }

    /** The radio access; that of the settings if the record has none. */
    long ratType(CdrRecord record) throws MalformedRecord {
        return record.has(CdrMember.RAT_TYPE) ? record.number(CdrMember.RAT_TYPE) : settings.ratType();
    }

    /** The network of a member; null if it is missing, or is no network. */
    @Nullable
    Plmn plmn(CdrRecord record, CdrMember member) throws MalformedRecord {
        if (!record.has(member)) {
            return null;
        }
        int start = record.start(member);
        if (record.stop(member) - start != PLMN_OCTETS) {
            throw CdrRecord.wrong(member, "no network of 3 octets");
        }
        byte[] octets = record.octets();
        int value = (octets[start] & 0xFF) << 16 | (octets[start + 1] & 0xFF) << 8 | (octets[start + 2] & 0xFF);
        int slot = (value * 0x9E3779B1) >>> 24;
        Plmn kept = plmns[slot];
        if (kept == null || plmnOctets[slot] != value) {
            kept = PlmnOctets.read(octets, start);
            if (kept == null) {
                throw CdrRecord.wrong(member, "no network: a digit is none");
            }
            plmns[slot] = kept;
            plmnOctets[slot] = value;
        }
        return kept;
    }

    /** The network that a SIM visits: that of the record, else that of its location, else that of the settings. */
    @Nullable
    Plmn visited(CdrRecord record, UserLocation location) throws MalformedRecord {
        Plmn told = plmn(record, CdrMember.SERVING_NODE_PLMN);
        if (told != null) {
            return told;
        }
        return location.plmn() != null ? location.plmn() : settings.plmn();
    }

    /** A volume as the record counts it; directions are swapped if the settings say so. */
    Volume volume(Volume.Kind kind, long uplink, long downlink) {
        return settings.swapDirections() ? new Volume(kind, downlink, uplink) : new Volume(kind, uplink, downlink);
    }

    /** The first address of a member that is a node's address: a choice, or a list of choices. Null if it has none. */
    @Nullable
    String nodeAddress(CdrRecord record, CdrMember member) throws MalformedRecord {
        return record.has(member) ? address(record.octets(), record.start(member), record.stop(member), 0, true) : null;
    }

    /** The address of a SIM; null if the record has none. */
    @Nullable
    String servedAddress(CdrRecord record) throws MalformedRecord {
        CdrMember member =
                record.has(CdrMember.SERVED_ADDRESS) ? CdrMember.SERVED_ADDRESS : CdrMember.SERVED_ADDRESS_EXT;
        return record.has(member)
                ? address(record.octets(), record.start(member), record.stop(member), 0, false)
                : null;
    }

    // searches nested elements for the first address: octets of 4 or 16, or text
    private @Nullable String address(byte[] octets, int from, int to, int depth, boolean node) throws MalformedRecord {
        if (depth == levels.length) {
            return null;
        }
        BerCursor cursor = levels[depth];
        cursor.over(octets, from, to);
        while (cursor.next()) {
            String address;
            if (cursor.isConstructed()) {
                address = address(octets, cursor.start(), cursor.stop(), depth + 1, node);
            } else if (cursor.tag() == TEXT_V4 || cursor.tag() == TEXT_V6) {
                address = texts.addressOfText(octets, cursor.start(), cursor.stop());
            } else if (node) {
                address = texts.nodeAddress(octets, cursor.start(), cursor.stop());
            } else {
                address = texts.address(octets, cursor.start(), cursor.stop());
            }
            if (address != null) {
                return address;
            }
        }
        return null;
    }

    /**
     * Where a SIM of 2G or 3G is. The radio access decides whether the cell's number is that of a cell or of a service
     * area.
     */
    static Cell cell(CdrRecord record, long ratType) throws MalformedRecord {
        long lac = record.number(CdrMember.LOCATION_AREA);
        if (lac == Absent.NUMBER) {
            return Cell.UNKNOWN;
        }
        long number = record.number(CdrMember.CELL);
        long rac = record.number(CdrMember.ROUTING_AREA);
        return ratType == UTRAN
                ? Cell.of2g3g(lac, number, rac, Absent.NUMBER)
                : Cell.of2g3g(lac, Absent.NUMBER, rac, number);
    }

    /** Passes on the number that the element has given the record. */
    void tellNumber(CdrRecord record, @Nullable String address, ElementDecoder.Output out) throws MalformedRecord {
        String node = text(record, CdrMember.NODE_ID);
        if (record.has(CdrMember.LOCAL_SEQUENCE_NUMBER) && (node != null || address != null)) {
            out.numbered(
                    node == null ? Objects.requireNonNull(address) : node,
                    ElementDecoder.Numbers.RECORDS,
                    record.number(CdrMember.LOCAL_SEQUENCE_NUMBER));
        }
    }
}
