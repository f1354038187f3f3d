package io.datastreamer.job.config;

/** How streams of AWS Kinesis are read. */
public enum KinesisReaderKind {
    /** Each shard is polled; its limits are shared with its other consumers. */
    POLLING("polling"),
    /** Each shard is subscribed to, with its own limits (enhanced fan-out). */
    FAN_OUT("fan-out");

    private final String key;

    KinesisReaderKind(String key) {
        this.key = key;
    }

    /** The name in options. */
    @Override
    public String toString() {
        return key;
    }
}
