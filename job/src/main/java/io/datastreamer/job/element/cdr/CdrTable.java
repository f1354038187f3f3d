package io.datastreamer.job.element.cdr;

import org.jspecify.annotations.Nullable;
import static io.datastreamer.job.element.cdr.CdrMember.*;

/**
 * Tables of which member has which tag, for each record that is read and for sets within records. This is all that the
 * reader knows of the ASN.1 of 3GPP TS 32.298. Members that are not listed are skipped, so later releases may add any.
 * Each member has the clause that explains it; the tags are in clause 5.2.2.2 (records of the packet-switched domain)
 * and 5.2.5.2 (records of 5G's charging function).
 */
@SuppressWarnings({"ImmutableEnumChecker", "EnumOrdinal"}) // arrays by tag and member, which never change
public enum CdrTable {
    /** Clause 5.1.2.1: the record of a PGW, of one bearer. */
    PGW_CDR(
            "PGW-CDR",
            79,
            85,
            row(0, RECORD_TYPE, "5.1.2.2"),
            row(3, SERVED_IMSI, "5.1.2.2"),
            row(4, OWN_ADDRESS, "5.1.2.2.50"),
            row(5, CHARGING_ID, "5.1.2.2"),
            row(6, SERVING_NODE_ADDRESS, "5.1.2.2"),
            row(7, ACCESS_POINT_NAME, "5.1.2.2.1"),
            row(9, SERVED_ADDRESS, "5.1.2.2"),
            row(12, TRAFFIC_VOLUMES, "5.1.2.2.25"),
            row(13, OPENING_TIME, "5.1.2.2"),
            row(14, DURATION, "5.1.2.2.12"),
            row(15, CAUSE, "5.1.2.2"),
            row(17, SEQUENCE_NUMBER, "5.1.2.2"),
            row(18, NODE_ID, "5.1.2.2"),
            row(20, LOCAL_SEQUENCE_NUMBER, "5.1.2.2"),
            row(27, SERVING_NODE_PLMN, "5.1.2.2"),
            row(29, SERVED_IMEI, "5.1.2.2"),
            row(30, RAT_TYPE, "5.1.2.2"),
            row(32, USER_LOCATION, "5.1.2.2.75"),
            row(34, SERVICE_DATA, "5.1.2.2.25"),
            row(35, SERVING_NODE_TYPE, "5.1.2.2.75"),
            row(38, START_TIME, "5.1.2.2"),
            row(39, STOP_TIME, "5.1.2.2"),
            row(45, SERVED_ADDRESS_EXT, "5.1.2.2")),

    /** Clause 5.1.2.1: the record of an SGW, of one bearer. */
    SGW_CDR(
            "SGW-CDR",
            78,
            84,
            row(0, RECORD_TYPE, "5.1.2.2"),
            row(3, SERVED_IMSI, "5.1.2.2"),
            row(4, OWN_ADDRESS, "5.1.2.2"),
            row(5, CHARGING_ID, "5.1.2.2"),
            row(6, SERVING_NODE_ADDRESS, "5.1.2.2"),
            row(7, ACCESS_POINT_NAME, "5.1.2.2.1"),
            row(9, SERVED_ADDRESS, "5.1.2.2"),
            row(12, TRAFFIC_VOLUMES, "5.1.2.2.25"),
            row(13, OPENING_TIME, "5.1.2.2"),
            row(14, DURATION, "5.1.2.2.12"),
            row(15, CAUSE, "5.1.2.2"),
            row(17, SEQUENCE_NUMBER, "5.1.2.2"),
            row(18, NODE_ID, "5.1.2.2"),
            row(20, LOCAL_SEQUENCE_NUMBER, "5.1.2.2"),
            row(27, SERVING_NODE_PLMN, "5.1.2.2"),
            row(29, SERVED_IMEI, "5.1.2.2"),
            row(30, RAT_TYPE, "5.1.2.2"),
            row(32, USER_LOCATION, "5.1.2.2.75"),
            row(35, SERVING_NODE_TYPE, "5.1.2.2.75"),
            row(36, GATEWAY_ADDRESS, "5.1.2.2.50"),
            row(38, START_TIME, "5.1.2.2"),
            row(39, STOP_TIME, "5.1.2.2"),
            row(43, SERVED_ADDRESS_EXT, "5.1.2.2")),

    /** Clause 5.1.2.1: the S-CDR of an SGSN, of one PDP context. */
    S_CDR(
            "S-CDR",
            20,
            18,
            row(0, RECORD_TYPE, "5.1.2.2"),
            row(3, SERVED_IMSI, "5.1.2.2"),
            row(4, SERVED_IMEI, "5.1.2.2"),
            row(5, OWN_ADDRESS, "5.1.2.2"),
            row(7, ROUTING_AREA, "5.1.2.2"),
            row(8, LOCATION_AREA, "5.1.2.2"),
            row(9, CELL, "5.1.2.2"),
            row(10, CHARGING_ID, "5.1.2.2"),
            row(11, GATEWAY_ADDRESS, "5.1.2.2.50"),
            row(12, ACCESS_POINT_NAME, "5.1.2.2.1"),
            row(14, SERVED_ADDRESS, "5.1.2.2"),
            row(15, TRAFFIC_VOLUMES, "5.1.2.2.25"),
            row(16, OPENING_TIME, "5.1.2.2"),
            row(17, DURATION, "5.1.2.2.12"),
            row(19, CAUSE, "5.1.2.2"),
            row(21, SEQUENCE_NUMBER, "5.1.2.2"),
            row(22, NODE_ID, "5.1.2.2"),
            row(24, LOCAL_SEQUENCE_NUMBER, "5.1.2.2"),
            row(29, RAT_TYPE, "5.1.2.2"),
            row(36, SERVED_ADDRESS_EXT, "5.1.2.2"),
            row(38, SERVING_NODE_PLMN, "5.1.2.2")),

    /** Clause 5.1.2.1: the M-CDR of an SGSN, of where a SIM was. */
    M_CDR(
            "M-CDR",
            22,
            20,
            row(0, RECORD_TYPE, "5.1.2.2"),
            row(1, SERVED_IMSI, "5.1.2.2"),
            row(2, SERVED_IMEI, "5.1.2.2"),
            row(3, OWN_ADDRESS, "5.1.2.2"),
            row(5, ROUTING_AREA, "5.1.2.2"),
            row(6, LOCATION_AREA, "5.1.2.2"),
            row(7, CELL, "5.1.2.2"),
            row(8, CHANGE_OF_LOCATION, "5.1.2.2"),
            row(9, OPENING_TIME, "5.1.2.2"),
            row(14, SEQUENCE_NUMBER, "5.1.2.2"),
            row(15, NODE_ID, "5.1.2.2"),
            row(17, LOCAL_SEQUENCE_NUMBER, "5.1.2.2"),
            row(21, RAT_TYPE, "5.1.2.2"),
            row(24, SERVING_NODE_PLMN, "5.1.2.2")),

    /** Clause 5.1.2.1: the S-SMO-CDR of an SGSN, of a short message that a SIM sent. */
    S_SMO_CDR(
            "S-SMO-CDR",
            23,
            21,
            row(0, RECORD_TYPE, "5.1.2.2"),
            row(1, SERVED_IMSI, "5.1.2.2"),
            row(2, SERVED_IMEI, "5.1.2.2"),
            row(6, OWN_ADDRESS, "5.1.2.2"),
            row(11, EVENT_TIME, "5.1.2.2"),
            row(12, SMS_RESULT, "5.1.2.2"),
            row(14, NODE_ID, "5.1.2.2"),
            row(15, LOCAL_SEQUENCE_NUMBER, "5.1.2.2"),
            row(28, SERVING_NODE_PLMN, "5.1.2.2")),

    /** Clause 5.1.2.1: the S-SMT-CDR of an SGSN, of a short message to a SIM. */
    S_SMT_CDR(
            "S-SMT-CDR",
            24,
            22,
            row(0, RECORD_TYPE, "5.1.2.2"),
            row(1, SERVED_IMSI, "5.1.2.2"),
            row(2, SERVED_IMEI, "5.1.2.2"),
            row(6, OWN_ADDRESS, "5.1.2.2"),
            row(10, EVENT_TIME, "5.1.2.2"),
            row(11, SMS_RESULT, "5.1.2.2"),
            row(13, NODE_ID, "5.1.2.2"),
            row(14, LOCAL_SEQUENCE_NUMBER, "5.1.2.2"),
            row(27, SERVING_NODE_PLMN, "5.1.2.2")),

    /** Clause 5.1.5: the record of 5G's charging function. */
    CHF_CDR(
            "CHF-CDR",
            200,
            200,
            row(0, RECORD_TYPE, "5.1.5"),
            row(1, NODE_ID, "5.1.5"),
            row(2, SUBSCRIBER, "5.1.5"),
            row(3, CONSUMER, "5.1.5"),
            row(5, USED_UNITS, "5.1.5"),
            row(6, OPENING_TIME, "5.1.5"),
            row(7, DURATION, "5.1.5"),
            row(8, SEQUENCE_NUMBER, "5.1.5"),
            row(9, CAUSE, "5.1.5"),
            row(11, LOCAL_SEQUENCE_NUMBER, "5.1.5"),
            row(13, PDU_SESSION, "5.1.5"),
            row(15, SMS, "5.1.5")),

    /** An entry of changeLocation. */
    CHANGE_LOCATION(
            "changeLocation",
            row(0, LOCATION_AREA, "5.1.2.2"),
            row(1, ROUTING_AREA, "5.1.2.2"),
            row(2, CELL, "5.1.2.2"),
            row(3, CHANGE_TIME, "5.1.2.2"),
            row(4, SERVING_NODE_PLMN, "5.1.2.2")),

    /** pDUSessionChargingInformation. */
    PDU_SESSION_INFORMATION(
            "pDUSessionChargingInformation",
            row(0, CHARGING_ID, "5.1.5"),
            row(2, EQUIPMENT, "5.1.5"),
            row(11, SERVING_NODE_ADDRESS, "5.1.5"),
            row(12, RAT_TYPE, "5.1.5"),
            row(13, ACCESS_POINT_NAME, "5.1.5"),
            row(14, SERVED_ADDRESS, "5.1.5"),
            row(17, START_TIME, "5.1.5"),
            row(18, STOP_TIME, "5.1.5"),
            row(27, SERVING_NODE_PLMN, "5.1.5"),
            row(35, STRUCTURED_LOCATION, "5.1.5")),

    /** sMSChargingInformation. */
    SMS_INFORMATION(
            "sMSChargingInformation",
            row(8, EVENT_TIME, "5.1.5"),
            row(21, SMS_TYPE, "5.1.5"),
            row(26, SMS_COUNT, "5.1.5"),
            row(29, SMS_RESULT, "5.1.5")),

    /** nFunctionConsumerInformation, and the same about other functions. */
    NETWORK_FUNCTION(
            "nFunctionConsumerInformation",
            row(1, NODE_ID, "5.1.5"),
            row(2, OWN_ADDRESS, "5.1.5"),
            row(3, SERVING_NODE_PLMN, "5.1.5"),
            row(4, SERVED_ADDRESS_EXT, "5.1.5"));

    /** The record type of sets within records. */
    private static final int NO_RECORD = -1;

    private static final CdrTable[] ALL = values();
    private static final CdrMember[] MEMBERS = CdrMember.values();

    private final String text;
    private final int choice;
    private final int recordType;
    private final Row[] rows;
    // ordinals by tag; -1 for members that are not read
    private final byte[] members;

    /**
     * A line of a table.
     *
     * @param tag context-specific
     * @param clause of TS 32.298
     */
    record Row(int tag, CdrMember member, String clause) {}

    CdrTable(String text, int choice, int recordType, Row... rows) {
        this.text = text;
        this.choice = choice;
        this.recordType = recordType;
        this.rows = rows;
        int highest = 0;
        for (Row row : rows) {
            highest = Math.max(highest, row.tag);
        }
        members = new byte[highest + 1];
        java.util.Arrays.fill(members, (byte) -1);
        for (Row row : rows) {
            members[row.tag] = (byte) row.member.ordinal();
        }
    }

    CdrTable(String text, Row... rows) {
        this(text, NO_RECORD, NO_RECORD, rows);
    }

    private static Row row(int tag, CdrMember member, String clause) {
        return new Row(tag, member, clause);
    }

    /** The table of a record by its tag; null if it is not read. */
    static @Nullable CdrTable ofChoice(int tag) {
        return switch (tag) {
            case 79 -> PGW_CDR;
            case 78 -> SGW_CDR;
            case 20 -> S_CDR;
            case 22 -> M_CDR;
            case 23 -> S_SMO_CDR;
            case 24 -> S_SMT_CDR;
            case 200 -> CHF_CDR;
            default -> null;
        };
    }

    /** The name, for people to read. */
    public String text() {
        return text;
    }

    /** The value of recordType. */
    public int recordType() {
        return recordType;
    }

    int choice() {
        return choice;
    }

    Row[] rows() {
        return rows.clone();
    }

    /** The ordinal of the member with a tag; -1 if it is not read. */
    int memberOf(int tag) {
        return tag < members.length ? members[tag] : -1;
    }

    static CdrMember member(int ordinal) {
        return MEMBERS[ordinal];
    }

    static CdrTable[] all() {
        return ALL.clone();
    }
}
