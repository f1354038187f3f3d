package io.datastreamer.tools.simulate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * A PDP context: it keeps its id, addresses and TEIDs from its creation to its end, while the cell may change.
 * Addresses of nodes are in the ranges for documentation (RFC 5737).
 */
final class PdpContext {
    private static final String GGSN_CONTROL_PLANE = "192.0.2.10";
    private static final String GGSN_DATA_PLANE = "192.0.2.50";

    private final Sim sim;
    private final Operator operator;
    private final String mnc;
    private final long createdAtMillis;
    private final int number;
    private final String sgsn;
    private int cell;
    private int ratType;
    private long rxBytes;
    private long txBytes;

    PdpContext(Sim sim, Operator operator, String mnc, long createdAtMillis, int ratType, Chance chance) {
        this.sim = sim;
        this.operator = operator;
        this.mnc = mnc;
        this.createdAtMillis = createdAtMillis;
        this.number = chance.between(0, 99_999_999);
        this.sgsn = sgsn(operator);
        this.ratType = ratType;
        move(ratType, chance);
    }

    /** The control and data plane address of the operator's SGSN. */
    static String sgsn(Operator operator) {
        return "198.51.100." + (1 + operator.id() % 250);
    }

    /** Moves the device to another cell. */
    void move(int newRatType, Chance chance) {
        cell = chance.between(1, 65_535);
        ratType = newRatType;
    }

    void add(long rx, long tx) {
        rxBytes += rx;
        txBytes += tx;
    }

    /** Adds the volume since its creation to a record that ends it. */
    void volume(ObjectNode record) {
        record.put("rx_bytes", rxBytes).put("tx_bytes", txBytes);
    }

    /** Adds its description to a record about it. */
    void describe(ObjectNode record) {
        record.putObject("pdp_context")
                .put("pdp_context_id", Long.toString(100_000_000L + number))
                .put("tunnel_created", Instant.ofEpochMilli(createdAtMillis).toString())
                .put("gtp_version", "1")
                .put("ggsn_control_plane_ip_address", GGSN_CONTROL_PLANE)
                .put("ggsn_data_plane_ip_address", GGSN_DATA_PLANE)
                .put("sgsn_control_plane_ip_address", sgsn)
                .put("sgsn_data_plane_ip_address", sgsn)
                .put("region", "eu-west-1")
                .put("breakout_ip", "203.0.113.7")
                .put("apn", "iot.example")
                .put("nsapi", 6)
                .put("ue_ip_address", sim.address())
                .put("imeisv", sim.imei() + "1")
                .put("mcc", operator.mcc())
                .put("mnc", mnc)
                .put("lac", 1 + cell % 1000)
                .put("sac", cell)
                .put("rac", 1 + cell % 200)
                .put("ci", cell)
                .put("rat_type", ratType)
                // TEIDs are unsigned 32-bit numbers: those of the control plane are in the upper half
                .put("tx_teid_control_plane", 0x8000_0000L + number)
                .put("tx_teid_data_plane", 0x1000_0000L + number)
                .put("rx_teid", 0x2000_0000L + number)
                .put("imsi", sim.imsi());
    }
}
