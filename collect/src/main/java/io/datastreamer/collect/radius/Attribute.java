package io.datastreamer.collect.radius;

import org.jspecify.annotations.Nullable;
import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * A RADIUS attribute: its name in the dictionaries of RADIUS servers, and the type of its value.
 *
 * @param line what precedes its value in a block: a tab, its name, and the equals sign
 */
record Attribute(byte[] line, Kind kind) {
    /** The vendor number of 3GPP. */
    static final int THREE_GPP = 10415;

    /** How an attribute's octets are read. */
    enum Kind {
        TEXT,
        NUMBER,
        ADDRESS,
        PREFIX,
        OCTETS,
        /** Passwords, and attributes that only concern the transport of one packet: not written to records. */
        LEFT_OUT
    }

    private static final @Nullable Attribute[] STANDARD = new Attribute[256];
    private static final @Nullable Attribute[] OF_3GPP = new Attribute[256];

    static {
        // RFC 2865, 2866, 2869, 3162, 4818, 6911
        standard(Kind.TEXT, "1 User-Name", "11 Filter-Id", "18 Reply-Message", "30 Called-Station-Id");
        standard(Kind.TEXT, "31 Calling-Station-Id", "32 NAS-Identifier", "44 Acct-Session-Id");
        standard(Kind.TEXT, "50 Acct-Multi-Session-Id", "77 Connect-Info", "87 NAS-Port-Id", "88 Framed-Pool");
        standard(Kind.TEXT, "100 Framed-IPv6-Pool");
        standard(Kind.NUMBER, "5 NAS-Port", "6 Service-Type", "7 Framed-Protocol", "12 Framed-MTU");
        standard(Kind.NUMBER, "27 Session-Timeout", "28 Idle-Timeout", "40 Acct-Status-Type", "41 Acct-Delay-Time");
        standard(Kind.NUMBER, "42 Acct-Input-Octets", "43 Acct-Output-Octets", "45 Acct-Authentic");
        standard(Kind.NUMBER, "46 Acct-Session-Time", "47 Acct-Input-Packets", "48 Acct-Output-Packets");
        standard(Kind.NUMBER, "49 Acct-Terminate-Cause", "51 Acct-Link-Count", "52 Acct-Input-Gigawords");
        standard(Kind.NUMBER, "53 Acct-Output-Gigawords", "55 Event-Timestamp", "61 NAS-Port-Type");
        standard(Kind.NUMBER, "85 Acct-Interim-Interval");
        standard(Kind.ADDRESS, "4 NAS-IP-Address", "8 Framed-IP-Address", "9 Framed-IP-Netmask");
        standard(Kind.ADDRESS, "95 NAS-IPv6-Address", "168 Framed-IPv6-Address");
        standard(Kind.PREFIX, "97 Framed-IPv6-Prefix", "123 Delegated-IPv6-Prefix");
        standard(Kind.OCTETS, "25 Class", "96 Framed-Interface-Id");
        standard(Kind.LEFT_OUT, "2 User-Password", "3 CHAP-Password", "24 State", "33 Proxy-State", "79 EAP-Message");
        standard(Kind.LEFT_OUT, "80 Message-Authenticator");
        // 3GPP TS 29.061, clause 16.4.7
        ofThreeGpp(Kind.TEXT, "1 3GPP-IMSI", "5 3GPP-GPRS-Negotiated-QoS-profile", "8 3GPP-IMSI-MCC-MNC");
        ofThreeGpp(Kind.TEXT, "9 3GPP-GGSN-MCC-MNC", "10 3GPP-NSAPI", "12 3GPP-Selection-Mode");
        ofThreeGpp(Kind.TEXT, "13 3GPP-Charging-Characteristics", "18 3GPP-SGSN-MCC-MNC", "20 3GPP-IMEISV");
        ofThreeGpp(Kind.NUMBER, "2 3GPP-Charging-ID", "3 3GPP-PDP-Type", "11 3GPP-Session-Stop-Indicator");
        ofThreeGpp(Kind.NUMBER, "21 3GPP-RAT-Type", "26 3GPP-Negotiated-DSCP", "27 3GPP-Allocate-IP-Type");
        ofThreeGpp(Kind.ADDRESS, "4 3GPP-Charging-Gateway-Address", "6 3GPP-SGSN-Address", "7 3GPP-GGSN-Address");
        ofThreeGpp(Kind.ADDRESS, "14 3GPP-Charging-Gateway-IPv6-Address", "15 3GPP-SGSN-IPv6-Address");
        ofThreeGpp(Kind.ADDRESS, "16 3GPP-GGSN-IPv6-Address");
        ofThreeGpp(Kind.OCTETS, "17 3GPP-IPv6-DNS-Servers", "22 3GPP-User-Location-Info", "23 3GPP-MS-Time-Zone");
        ofThreeGpp(Kind.OCTETS, "24 3GPP-CAMEL-Charging-Info", "25 3GPP-Packet-Filter");
    }

    /**
     * Returns the attribute with a number. Unknown ones are named after their number, and their octets are kept as they
     * are.
     */
    static Attribute standard(int number) {
        Attribute known = STANDARD[number];
        return known != null ? known : named("Attr-" + number, Kind.OCTETS);
    }

    /** The attribute of a vendor (RFC 2865, clause 5.26). */
    static Attribute ofVendor(int vendor, int number) {
        Attribute known = vendor == THREE_GPP ? OF_3GPP[number] : null;
        return known != null ? known : named("Attr-26." + Integer.toUnsignedString(vendor) + '.' + number, Kind.OCTETS);
    }

    private static void standard(Kind kind, String... attributes) {
        fill(STANDARD, kind, attributes);
    }

    private static void ofThreeGpp(Kind kind, String... attributes) {
        fill(OF_3GPP, kind, attributes);
    }

    private static void fill(@Nullable Attribute[] table, Kind kind, String... attributes) {
        for (String attribute : attributes) {
            int space = attribute.indexOf(' ');
            table[Integer.parseInt(attribute.substring(0, space))] = named(attribute.substring(space + 1), kind);
        }
    }

    private static Attribute named(String name, Kind kind) {
        return new Attribute(("\t" + name + " = ").getBytes(US_ASCII), kind);
    }
}
