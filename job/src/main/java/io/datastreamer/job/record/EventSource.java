package io.datastreamer.job.record;

/** Who noticed an event. */
public enum EventSource {
    NETWORK(0, "Network"),
    POLICY_CONTROL(1, "Policy Control"),
    API(2, "API");

    private final int id;
    private final String description;

    EventSource(int id, String description) {
        this.id = id;
        this.description = description;
    }

    /** The id in public documents. */
    public int id() {
        return id;
    }

    /** The text in public documents. */
    public String description() {
        return description;
    }
}
