package io.datastreamer.contract;

/** How serious an event is; the names are those of raw records and of filters. */
public enum Severity {
    INFO(0, "Info"),
    WARN(1, "Warn"),
    CRITICAL(2, "Critical");

    private final int id;
    private final String description;

    Severity(int id, String description) {
        this.id = id;
        this.description = description;
    }

    /** The id in documents: {@code event_severity.id}. */
    public int id() {
        return id;
    }

    /** The text in documents: {@code event_severity.description}. */
    public String description() {
        return description;
    }
}
