package io.datastreamer.connectors.form;

import io.datastreamer.connectors.spi.Batch;
import static io.datastreamer.connectors.form.Rewriting.NONE;
import static io.datastreamer.connectors.form.Rewriting.ascii;

/**
 * Writes form {@code v2} of usage: with times by RFC 3339, and the supplement's members on the endpoint, the SIM, its
 * IMSI and the visited network. Members that an entry of an earlier version lacks are null.
 */
final class SecondUsage {
    private static final byte[] START_TIMESTAMP = ascii("start_timestamp");
    private static final byte[] END_TIMESTAMP = ascii("end_timestamp");
    private static final byte[] OPERATOR = ascii("operator");
    private static final byte[] COUNTRY = ascii("country");
    private static final byte[] TRAFFIC_TYPE = ascii("traffic_type");
    private static final byte[] NAME = ascii("name");
    private static final byte[] ENDPOINT = ascii("endpoint");
    private static final byte[] IMSI = ascii("imsi");
    private static final byte[] SIM = ascii("sim");

    private static final byte[] DESCRIPTION_IS = ascii(",\"description\":");
    private static final byte[] NAME_IS = ascii(",\"name\":");
    private static final byte[] IP_ADDRESS_IS = ascii(",\"ip_address\":");
    private static final byte[] TAGS_IS = ascii(",\"tags\":");
    private static final byte[] IMEI_IS = ascii(",\"imei\":");
    private static final byte[] IMSI_ID_IS = ascii(",\"imsi_id\":");
    private static final byte[] MSISDN_IS = ascii(",\"msisdn\":");
    private static final byte[] PRODUCTION_DATE_IS = ascii(",\"production_date\":");
    private static final byte[] MNC_IS = ascii(",\"mnc\":");
    private static final byte[] MCC_IS = ascii(",\"mcc\":");

    private final Rewriting usage;
    private final JsonMembers members;
    private final SupplementValues more;
    private int endTimeStart = NONE;
    private int trafficStart = NONE;
    private int trafficEnd = NONE;

    private SecondUsage(Batch.Item item, JsonBytes out) {
        usage = new Rewriting(item.buffer(), item.offset(), out);
        members = usage.members();
        more = new SupplementValues(item);
    }

    /** Appends form {@code v2} of usage, and returns where things are in it. */
    static SecondUsage write(Batch.Item item, JsonBytes out) {
        SecondUsage second = new SecondUsage(item, out);
        second.write();
        second.usage.finish(item.offset() + item.length());
        return second;
    }

    /**
     * The offset in the output at which the usage's end time begins, in quotes.
     *
     * @throws IllegalStateException when it has none
     */
    int endTimeStart() {
        return Rewriting.found(endTimeStart, "end_timestamp");
    }

    /**
     * The offset in the document at which the traffic type's name begins, within its quotes.
     *
     * @throws IllegalStateException when it has none
     */
    int trafficStart() {
        return Rewriting.found(trafficStart, "traffic_type");
    }

    /** The offset at which that name ends. */
    int trafficEnd() {
        return trafficEnd;
    }

    private void write() {
        while (members.next()) {
            if (members.isNamed(START_TIMESTAMP)) {
                usage.time();
            } else if (members.isNamed(END_TIMESTAMP)) {
                endTimeStart = usage.time();
            } else if (members.isNamed(OPERATOR)) {
                writeOperator();
            } else if (members.isNamed(TRAFFIC_TYPE)) {
                writeTrafficType();
            } else if (members.isNamed(ENDPOINT)) {
                members.skip();
                JsonBytes end = usage.atEndOfObject();
                more.addTo(end.add(NAME_IS), SupplementValues.ENDPOINT_NAME);
                more.addTo(end.add(IP_ADDRESS_IS), SupplementValues.ENDPOINT_IP_ADDRESS);
                more.addTo(end.add(TAGS_IS), SupplementValues.ENDPOINT_TAGS);
                more.addTo(end.add(IMEI_IS), SupplementValues.ENDPOINT_IMEI);
            } else if (members.isNamed(IMSI)) {
                members.skip();
                more.addTo(usage.here().add(IMSI_ID_IS), SupplementValues.IMSI_ID);
            } else if (members.isNamed(SIM)) {
                members.skip();
                JsonBytes end = usage.atEndOfObject();
                more.addTo(end.add(MSISDN_IS), SupplementValues.MSISDN);
                more.addTimeTo(end.add(PRODUCTION_DATE_IS), SupplementValues.SIM_PRODUCTION_DATE);
            } else {
                members.skip();
            }
        }
    }

    private void writeOperator() {
        while (members.next()) {
            boolean isCountry = members.isNamed(COUNTRY);
            members.skip();
            if (isCountry) {
                more.addTo(usage.atEndOfObject().add(MCC_IS), SupplementValues.COUNTRY_MCC);
            }
        }
        more.addMncTo(usage.atEndOfObject().add(MNC_IS));
    }

    private void writeTrafficType() {
        while (members.next()) {
            boolean isName = members.isNamed(NAME);
            int start = members.at();
            int end = members.skip();
            if (isName) {
                usage.here().add(DESCRIPTION_IS);
                usage.repeat(start, end);
                trafficStart = start + 1;
                trafficEnd = end - 1;
            }
        }
    }
}
