package io.datastreamer.connectors.form;

import io.datastreamer.connectors.spi.Batch;
import static io.datastreamer.connectors.form.Rewriting.ascii;

/** The raw values of a usage document's supplement. Not thread-safe. */
final class SupplementValues {
    static final int ENDPOINT_NAME = 0;
    static final int ENDPOINT_IP_ADDRESS = 1;
    static final int ENDPOINT_TAGS = 2;
    static final int ENDPOINT_IMEI = 3;
    static final int MSISDN = 4;
    static final int SIM_PRODUCTION_DATE = 5;
    static final int COUNTRY_MCC = 6;
    static final int IMSI_ID = 7;
    private static final int OPERATOR_MNC = 8;
    private static final int OPERATOR_MNCS = 9;

    private static final byte[][] NAMES = {
        ascii("endpoint_name"),
        ascii("endpoint_ip_address"),
        ascii("endpoint_tags"),
        ascii("endpoint_imei"),
        ascii("msisdn"),
        ascii("sim_production_date"),
        ascii("country_mcc"),
        ascii("imsi_id"),
        ascii("operator_mnc"),
        ascii("operator_mncs"),
    };

    private static final byte[] NULL = ascii("null");

    private final byte[] json;
    private final int[] starts = new int[NAMES.length];
    private final int[] ends = new int[NAMES.length];

    SupplementValues(Batch.Item item) {
        json = item.buffer();
        if (item.supplementLength() == 0) {
            return;
        }
        JsonMembers members = new JsonMembers(json, item.supplementOffset());
        while (members.next()) {
            int start = members.at();
            for (int i = 0; i < NAMES.length; i++) {
                if (members.isNamed(NAMES[i])) {
                    starts[i] = start;
                    ends[i] = members.skip();
                    break;
                }
            }
            if (members.at() == start) {
                members.skip();
            }
        }
    }

    /** Adds a value as it is; null if unknown. */
    void addTo(JsonBytes out, int which) {
        if (isKnown(which)) {
            out.add(json, starts[which], ends[which]);
        } else {
            out.add(NULL);
        }
    }

    /** Adds a time by RFC 3339; null if unknown. */
    void addTimeTo(JsonBytes out, int which) {
        if (isKnown(which)) {
            Rewriting.writeTime(json, starts[which], ends[which], out);
        } else {
            out.add(NULL);
        }
    }

    /**
     * Adds the visited network's MNC. Entries of earlier versions have all MNCs of its operator instead: then it is
     * only known if there is just one.
     */
    void addMncTo(JsonBytes out) {
        if (isKnown(OPERATOR_MNC) || !isKnown(OPERATOR_MNCS)) {
            addTo(out, OPERATOR_MNC);
            return;
        }
        int start = starts[OPERATOR_MNCS] + 1;
        int end = ends[OPERATOR_MNCS] - 1;
        boolean hasOne = start < end;
        for (int i = start; i < end; i++) {
            hasOne &= json[i] != ',';
        }
        out.add(hasOne ? json : NULL, hasOne ? start : 0, hasOne ? end : NULL.length);
    }

    private boolean isKnown(int which) {
        return ends[which] != 0;
    }
}
