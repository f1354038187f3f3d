package io.datastreamer.job.element;

/**
 * The RADIUS attributes that are read: their names in the servers' dictionaries, and the forms that a server writes for
 * an attribute that is not in its dictionary (RFC 2865, 2866, 2869, 3162; 3GPP TS 29.061, clause 16.4.7).
 */
enum RadiusAttribute {
    ACCT_STATUS_TYPE("Acct-Status-Type", 40),
    ACCT_SESSION_ID("Acct-Session-Id", 44),
    ACCT_SESSION_TIME("Acct-Session-Time", 46),
    ACCT_DELAY_TIME("Acct-Delay-Time", 41),
    ACCT_INPUT_OCTETS("Acct-Input-Octets", 42),
    ACCT_OUTPUT_OCTETS("Acct-Output-Octets", 43),
    ACCT_INPUT_GIGAWORDS("Acct-Input-Gigawords", 52),
    ACCT_OUTPUT_GIGAWORDS("Acct-Output-Gigawords", 53),
    EVENT_TIMESTAMP("Event-Timestamp", 55),
    /** Added by the server: when it got the packet, seconds since the epoch. */
    TIMESTAMP("Timestamp", 0),
    USER_NAME("User-Name", 1),
    NAS_IP_ADDRESS("NAS-IP-Address", 4),
    NAS_IPV6_ADDRESS("NAS-IPv6-Address", 95),
    NAS_IDENTIFIER("NAS-Identifier", 32),
    CALLED_STATION_ID("Called-Station-Id", 30),
    CALLING_STATION_ID("Calling-Station-Id", 31),
    FRAMED_IP_ADDRESS("Framed-IP-Address", 8),
    FRAMED_IPV6_PREFIX("Framed-IPv6-Prefix", 97),
    FRAMED_IPV6_ADDRESS("Framed-IPv6-Address", 168),
    IMSI("3GPP-IMSI", -1),
    CHARGING_ID("3GPP-Charging-ID", -2),
    SGSN_ADDRESS("3GPP-SGSN-Address", -6),
    GGSN_ADDRESS("3GPP-GGSN-Address", -7),
    NSAPI("3GPP-NSAPI", -10),
    SGSN_IPV6_ADDRESS("3GPP-SGSN-IPv6-Address", -15),
    GGSN_IPV6_ADDRESS("3GPP-GGSN-IPv6-Address", -16),
    SGSN_MCC_MNC("3GPP-SGSN-MCC-MNC", -18),
    IMEISV("3GPP-IMEISV", -20),
    RAT_TYPE("3GPP-RAT-Type", -21),
    USER_LOCATION_INFO("3GPP-User-Location-Info", -22);

    /** The vendor number of 3GPP. */
    private static final int VENDOR = 10415;

    private final String text;
    private final int number;
    private final int place = Places.taken++;

    /** @param number the attribute's; below zero: of the vendor 3GPP; zero: it has none */
    RadiusAttribute(String text, int number) {
        this.text = text;
        this.number = number;
    }

    /** Its place among all attributes, from 0 on. */
    int place() {
        return place;
    }

    /** The name in dictionaries. */
    String text() {
        return text;
    }

    /** All names of the attribute. */
    String[] names() {
        if (number == 0) {
            return new String[] {text};
        }
        return number > 0
                ? new String[] {text, "Attr-" + number}
                : new String[] {text, "Attr-26." + VENDOR + '.' + -number, "Vendor-" + VENDOR + "-Attr-" + -number};
    }

    /** Counts the constants while they are created. */
    private static final class Places {
        static int taken;
    }
}
