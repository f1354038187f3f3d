package io.datastreamer.tools.simulate;

/** The inputs that the network writes: those of the data contract, sections 1 to 3, or of network elements. */
public enum Place {
    NETWORK_RECORDS("network-records"),
    BILLING_RECORDS("billing-records"),
    SIMS("sims"),
    CATALOG("catalog"),
    RADIUS_DETAIL("radius-detail"),
    /** The key of its records is the visited network. */
    OSMO_SGSN_CDR("osmo-sgsn-cdr"),
    THREE_GPP_CDR("3gpp-cdr");

    private final String topic;

    Place(String topic) {
        this.topic = topic;
    }

    /** The name of the topic, and of the file without its extension. */
    public String topic() {
        return topic;
    }

    /** Whether its records are those of a network element, which are in files only. */
    public boolean isOfElement() {
        return this == RADIUS_DETAIL || this == OSMO_SGSN_CDR || this == THREE_GPP_CDR;
    }

    /** Whether a line feed ends each record. */
    public boolean isText() {
        return this != THREE_GPP_CDR;
    }
}
