package io.datastreamer.tools.ledger;

import java.io.IOException;
import java.nio.file.Path;

/** Something to read JSON from, as the job names it: {@code file:PATH}, or {@code kafka:TOPIC}. */
public interface Input {
    /** When a line of a file was written is not known. */
    long NO_TIME = Long.MIN_VALUE;

    /** Takes what is read. */
    interface Visitor {
        /**
         * A line, or a message.
         *
         * @param source the file or the partition
         * @param time of the message, in milliseconds since the epoch, or {@link #NO_TIME}
         */
        void line(String source, long time, byte[] line) throws IOException;
    }

    /** Visits all that is there, the lines of a source in their order. */
    void forEach(Visitor visitor) throws IOException;

    /** The lines of a file, or of all files of a directory whose names start neither with a dot nor with an underscore. */
    static Input files(Path path) {
        return new FilesInput(path);
    }

    /**
     * All messages of a Kafka topic that are there when it is read; tombstones are left out.
     *
     * @param bootstrapServers {@code HOST:PORT}, several with commas between
     */
    static Input topic(String bootstrapServers, String topic) {
        return new TopicInput(bootstrapServers, topic);
    }
}
