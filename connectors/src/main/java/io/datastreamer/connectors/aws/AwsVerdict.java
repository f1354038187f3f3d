package io.datastreamer.connectors.aws;

import io.datastreamer.connectors.http.Excerpt;
import io.datastreamer.connectors.http.HttpVerdict;
import io.datastreamer.connectors.http.RetryAfter;
import io.datastreamer.connectors.spi.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Decides what a failed call of the AWS SDK means: by the error's code if it is known, otherwise by the HTTP status.
 */
public final class AwsVerdict {
    /** Codes for throttling, which many services send with a 400. */
    private static final Set<String> THROTTLED = Set.of(
            "KMSThrottling",
            "KMSThrottlingException",
            "KmsThrottled",
            "LimitExceededException",
            "OperationAborted",
            "ProvisionedThroughputExceededException",
            "RequestLimitExceeded",
            "RequestThrottled",
            "RequestTimeout",
            "SlowDown",
            "Throttled",
            "ThrottledException",
            "Throttling",
            "ThrottlingException",
            "TooManyRequestsException");

    /** Codes about the content of the records. */
    private static final Set<String> CONTENT = Set.of(
            "BatchRequestTooLong",
            "EntityTooLarge",
            "InvalidArgumentException",
            "InvalidMessageContents",
            "InvalidParameter",
            "InvalidParameterValue",
            "SerializationException",
            "ValidationException");

    /** Codes for credentials that have expired or are not known everywhere yet. */
    private static final Set<String> SESSION = Set.of(
            "ExpiredToken",
            "ExpiredTokenException",
            "InvalidAccessKeyId",
            "InvalidClientTokenId",
            "InvalidToken",
            "TokenRefreshRequired",
            "UnrecognizedClient",
            "UnrecognizedClientException");

    private AwsVerdict() {}

    /** Whether a code means throttling. */
    public static boolean isThrottled(String code) {
        return THROTTLED.contains(code);
    }

    /** Whether a code is about the content that was sent. */
    static boolean isContent(String code) {
        return CONTENT.contains(code);
    }

    /** Whether a call failed for its credentials, so that a session's should be renewed. */
    static boolean isEndOfSession(Throwable failure) {
        return SESSION.contains(code(failure));
    }

    /**
     * Decides what the failure means.
     *
     * @param failure the exception of the SDK's future
     * @param secrets secrets that no text may show
     */
    public static Outcome of(Throwable failure, Collection<String> secrets) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof NoAnswerException noAnswer) {
                return HttpVerdict.of(noAnswer.fault());
            }
            if (cause instanceof SdkServiceException answer) {
                return of(answer, secrets);
            }
        }
        return Outcome.unanswered(
                502,
                "the answer cannot be understood: " + root(failure).getClass().getSimpleName());
    }

    /** The service's error code; empty if it gave none. */
    public static String code(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AwsServiceException answer && answer.awsErrorDetails() != null) {
                return orEmpty(answer.awsErrorDetails().errorCode());
            }
        }
        return "";
    }

    /** The HTTP status of the answer; 0 if there was none. */
    public static int status(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SdkServiceException answer) {
                return answer.statusCode();
            }
        }
        return 0;
    }

    /** A header of the answer, if there was one. */
    public static Optional<String> header(Throwable failure, String name) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AwsServiceException answer && answer.awsErrorDetails() != null) {
                SdkHttpResponse response = answer.awsErrorDetails().sdkHttpResponse();
                return response == null ? Optional.empty() : response.firstMatchingHeader(name);
            }
        }
        return Optional.empty();
    }

    private static Outcome of(SdkServiceException failure, Collection<String> secrets) {
        int status = failure.statusCode();
        String code = code(failure);
        String text = text(failure, status, secrets);
        if (THROTTLED.contains(code)) {
            return Outcome.tryAgain(status, text, retryAfter(failure));
        }
        if (CONTENT.contains(code) || status == 413) {
            return Outcome.contentRefused(status, text);
        }
        return switch (status) {
            case 408, 425 -> Outcome.tryAgain(status, text, null);
            case 429 -> Outcome.tryAgain(status, text, retryAfter(failure));
            default ->
                status >= 400 && status < 500
                        ? Outcome.configurationBroken(status, text)
                        : Outcome.tryAgain(status, text, status >= 500 ? retryAfter(failure) : null);
        };
    }

    private static @Nullable Duration retryAfter(Throwable failure) {
        return RetryAfter.read(header(failure, "Retry-After").orElse(null), Instant.now());
    }

    private static String text(SdkServiceException failure, int status, Collection<String> secrets) {
        AwsErrorDetails details = failure instanceof AwsServiceException aws && aws.awsErrorDetails() != null
                ? aws.awsErrorDetails()
                : null;
        String said = details == null
                ? ""
                : (orEmpty(details.errorCode()) + ": " + orEmpty(details.errorMessage())).replaceFirst("^: |: $", "");
        String excerpt = Excerpt.of(said, secrets);
        String redirect = status >= 300 && status < 400 ? " (redirects are not followed)" : "";
        return "HTTP " + status + redirect + (excerpt.isBlank() ? "" : ": " + excerpt);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
