package io.datastreamer.deploy.simulate;

/** The inputs that the network writes to; of the data contract, sections 1 to 3. */
public enum Place {
    NETWORK_RECORDS("network-records"),
    BILLING_RECORDS("billing-records"),
    SIMS("sims"),
    CATALOG("catalog");

    private final String topic;

    Place(String topic) {
        this.topic = topic;
    }

    /** The topic's name, and without its ending the file's. */
    public String topic() {
        return topic;
    }
}
