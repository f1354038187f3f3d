package io.datastreamer.job.ingest.kinesis;

import io.datastreamer.job.config.OptionException;
import io.datastreamer.job.ingest.kinesis.access.KinesisAccess;
import io.datastreamer.job.ingest.kinesis.shard.ShardListing;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

/** Checks that a stream exists, before the job starts. */
public final class KinesisCheck {
    private static final Logger LOG = LoggerFactory.getLogger(KinesisCheck.class);

    private KinesisCheck() {}

    /**
     * Checks that the service answers, and knows the stream.
     *
     * @param shown the option and its value, for messages
     * @param input whether the stream is read; otherwise it is written
     * @param timeout how long the service may take; if it does not answer, it is asked a second time
     * @throws OptionException naming what is missing and what to do
     */
    public static void check(KinesisAccess access, String shown, String stream, boolean input, Duration timeout)
            throws OptionException {
        String where = access.endpoint() == null ? "Kinesis in " + access.region() : access.endpoint();
        try (KinesisClient client = access.open(timeout)) {
            try {
                ask(client, stream, input);
            } catch (SdkException e) {
                if (!isSilence(e)) {
                    throw e;
                }
                LOG.warn("{} does not answer within {} ms; it is asked again.", where, timeout.toMillis());
                ask(client, stream, input);
            }
        } catch (ResourceNotFoundException e) {
            throw new OptionException(
                    shown + ": " + where + " has no stream " + stream + " for this account. Create it first.", e);
        } catch (AwsServiceException e) {
            String said = e.awsErrorDetails() == null
                    ? "HTTP " + e.statusCode()
                    : e.awsErrorDetails().errorCode() + ": "
                            + e.awsErrorDetails().errorMessage();
            throw new OptionException(
                    shown + ": " + where + " refuses: " + said
                            + ". Look at the credentials and their policy, and at --kinesis.region.",
                    e);
        } catch (SdkException | IllegalArgumentException e) {
            throw new OptionException(
                    shown + ": " + where + " cannot be reached: " + rootMessage(e)
                            + ". Look at --kinesis.endpoint, --kinesis.region and the credentials.",
                    e);
        }
    }

    private static void ask(KinesisClient client, String stream, boolean input) {
        if (input) {
            ShardListing.of(client, stream);
        } else {
            client.describeStreamSummary(call -> call.streamName(stream));
        }
    }

    private static boolean isSilence(SdkException failure) {
        return failure instanceof ApiCallTimeoutException || failure.getCause() instanceof SocketTimeoutException;
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage() == null ? root : root.getMessage());
    }
}
