package io.datastreamer.contract;

/** How serious an event is; the names are those of raw records and of filters. */
public enum Severity {
    INFO(0),
    WARN(1),
    CRITICAL(2);

    private final int id;

    Severity(int id) {
        this.id = id;
    }

    /** The id in documents: {@code event_severity.id}. */
    public int id() {
        return id;
    }
}
