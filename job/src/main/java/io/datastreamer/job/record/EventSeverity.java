package io.datastreamer.job.record;

/** How serious an event is. */
public enum EventSeverity {
    INFO(0, "Info"),
    WARN(1, "Warn"),
    CRITICAL(2, "Critical");

    private final int id;
    private final String description;

    EventSeverity(int id, String description) {
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
