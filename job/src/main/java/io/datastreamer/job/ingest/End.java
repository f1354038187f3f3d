package io.datastreamer.job.ingest;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An input or output of the job, as its URI says. */
sealed interface End {

    /** The option and its value, as messages show them: {@code --sims file:sims.jsonl}. */
    String shown();

    /** Whether reading it ends by itself. */
    boolean bounded();

    /**
     * Files of JSON Lines.
     *
     * @param path absolute: a file or a directory
     * @param follow whether to go on with what is added later
     * @param readyAfter how long a followed file must not have changed before it is read; zero to read it at once
     */
    record Files(String shown, Path path, boolean follow, Duration readyAfter) implements End {
        @Override
        public boolean bounded() {
            return !follow;
        }
    }

    /**
     * A Kafka topic.
     *
     * @param from where reading starts without a checkpoint; null for the end's default
     * @param bounded whether reading ends at the topic's present end
     */
    record Topic(String shown, String topic, @Nullable Start from, boolean bounded) implements End {}

    /**
     * A stream of AWS Kinesis.
     *
     * @param from where reading starts without a checkpoint; null for the earliest record
     */
    record Shards(String shown, String stream, @Nullable Start from) implements End {
        @Override
        public boolean bounded() {
            return false;
        }
    }

    /**
     * Where reading of a topic or a stream starts.
     *
     * @param at which kind of place
     * @param timeMs milliseconds since the epoch; only for {@link At#TIME}
     */
    record Start(At at, long timeMs) {
        static final Start EARLIEST = new Start(At.EARLIEST, 0);

        /** Kinds of places. */
        enum At {
            /** Where the consumer group stopped, or the earliest record if it has no offset. */
            COMMITTED,
            EARLIEST,
            LATEST,
            TIME
        }
    }
}
