package io.datastreamer.connectors.kafka;

import io.datastreamer.connectors.http.Excerpt;
import io.datastreamer.connectors.spi.Outcome;
import java.util.Collection;
import org.apache.kafka.common.protocol.Errors;
import org.jspecify.annotations.Nullable;

/** Decides what a broker's error means, and which HTTP status to show for it. */
final class KafkaVerdict {
    static final int OK = 200;
    static final int UNAUTHORIZED = 401;
    static final int BAD_GATEWAY = 502;
    static final int UNAVAILABLE = 503;
    static final int TIMED_OUT = 504;

    private KafkaVerdict() {}

    /**
     * Decides what an error means for the documents concerned.
     *
     * @param said the broker's message about it; null if it has none
     * @param secrets secrets that no text may show
     */
    static Outcome of(Errors error, @Nullable String said, Collection<String> secrets) {
        String excerpt = Excerpt.of(said == null ? error.message() : said, secrets);
        String text = error.name() + (excerpt.isEmpty() ? "" : ": " + excerpt);
        return switch (error) {
            case MESSAGE_TOO_LARGE, RECORD_LIST_TOO_LARGE -> Outcome.contentRefused(413, text);
            case INVALID_RECORD, INVALID_TIMESTAMP, CORRUPT_MESSAGE -> Outcome.contentRefused(422, text);
            case SASL_AUTHENTICATION_FAILED, UNSUPPORTED_SASL_MECHANISM, ILLEGAL_SASL_STATE ->
                Outcome.configurationBroken(UNAUTHORIZED, text);
            case TOPIC_AUTHORIZATION_FAILED,
                    CLUSTER_AUTHORIZATION_FAILED,
                    GROUP_AUTHORIZATION_FAILED,
                    TRANSACTIONAL_ID_AUTHORIZATION_FAILED,
                    POLICY_VIOLATION -> Outcome.configurationBroken(403, text);
            case UNKNOWN_TOPIC_OR_PARTITION, UNKNOWN_TOPIC_ID, INVALID_TOPIC_EXCEPTION ->
                Outcome.configurationBroken(404, text);
            case THROTTLING_QUOTA_EXCEEDED -> Outcome.tryAgain(429, text, null);
            case REQUEST_TIMED_OUT -> Outcome.tryAgain(TIMED_OUT, text, null);
            case UNSUPPORTED_VERSION, UNSUPPORTED_FOR_MESSAGE_FORMAT, INVALID_REQUIRED_ACKS ->
                Outcome.configurationBroken(BAD_GATEWAY, text);
            default -> Outcome.tryAgain(UNAVAILABLE, text, null);
        };
    }

    /** Whether a broker that reports this error may have stored the documents all the same. */
    static boolean mayBeStored(Errors error) {
        return switch (error) {
            case REQUEST_TIMED_OUT, NOT_ENOUGH_REPLICAS_AFTER_APPEND, NETWORK_EXCEPTION, UNKNOWN_SERVER_ERROR -> true;
            default -> false;
        };
    }

    /** Whether the error says that broker and client disagree about earlier records. */
    static boolean isAboutSequence(Errors error) {
        return switch (error) {
            case OUT_OF_ORDER_SEQUENCE_NUMBER,
                    UNKNOWN_PRODUCER_ID,
                    INVALID_PRODUCER_EPOCH,
                    INVALID_PRODUCER_ID_MAPPING -> true;
            default -> false;
        };
    }
}
