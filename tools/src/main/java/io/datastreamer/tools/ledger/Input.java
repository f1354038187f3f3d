package io.datastreamer.tools.ledger;

import java.io.IOException;
import java.nio.file.Path;

/** A source of JSON, named as in the job's options: {@code file:PATH}, or {@code kafka:TOPIC}. */
public interface Input {
    /** The time of a file's line, which is unknown. */
    long NO_TIME = Long.MIN_VALUE;

    /** Gets what is read. */
    interface Visitor {
        /**
         * Gets a line or a message.
         *
         * @param source the file or the partition
         * @param time the message's time, in milliseconds since the epoch, or {@link #NO_TIME}
         */
        void line(String source, long time, byte[] line) throws IOException;
    }

    /** Visits everything that is there, the lines of a source in order. */
    void forEach(Visitor visitor) throws IOException;

    /**
     * The lines of a file, or of all files in a directory except those whose names start with a dot or an underscore.
     */
    static Input files(Path path) {
        return new FilesInput(path);
    }

    /**
     * All messages of a Kafka topic that are there when it is read, without tombstones.
     *
     * @param bootstrapServers {@code HOST:PORT}, several separated by commas
     */
    static Input topic(String bootstrapServers, String topic) {
        return new TopicInput(bootstrapServers, topic);
    }
}
