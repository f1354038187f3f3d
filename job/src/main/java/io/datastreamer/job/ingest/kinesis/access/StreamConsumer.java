package io.datastreamer.job.ingest.kinesis.access;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ConsumerStatus;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

/**
 * Registers the job as a consumer of a stream (enhanced fan-out). An existing consumer of that name counts as our own,
 * left by a run that was killed. For any number of threads.
 */
public final class StreamConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(StreamConsumer.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final int MOST_LOOKS = 120;

    private final KinesisClient client;
    private final String stream;
    private final String name;
    private @Nullable String arn;

    /** A consumer of a stream, by its name. */
    public StreamConsumer(KinesisClient client, String stream, String name) {
        this.client = client;
        this.stream = stream;
        this.name = name;
    }

    /**
     * Its ARN, once the service lets it subscribe. Registers it if it does not exist, and waits.
     *
     * @throws SdkException when the service does not answer, or refuses
     * @throws IllegalStateException when the service does not finish the registration
     * @throws InterruptedException when the thread is interrupted
     */
    public synchronized String arn() throws InterruptedException {
        String streamArn = arn == null ? streamArn() : "";
        for (int look = 0; arn == null; look++) {
            if (look == MOST_LOOKS) {
                throw new IllegalStateException("the consumer " + name + " of " + stream + " does not become active");
            }
            if (look > 0) {
                TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
            }
            look(streamArn);
        }
        return arn;
    }

    private void look(String streamArn) {
        try {
            var found = client.describeStreamConsumer(
                            call -> call.streamARN(streamArn).consumerName(name))
                    .consumerDescription();
            if (found.consumerStatus() == ConsumerStatus.ACTIVE) {
                arn = found.consumerARN();
            }
        } catch (ResourceNotFoundException e) {
            register(streamArn);
        }
    }

    private void register(String streamArn) {
        try {
            client.registerStreamConsumer(call -> call.streamARN(streamArn).consumerName(name));
            LOG.info("Registered as consumer {} of the Kinesis stream {}.", name, stream);
        } catch (ResourceInUseException e) {
            LOG.debug("Another subtask has registered the consumer {} of {}.", name, stream, e);
        }
    }

    /** Forgets the ARN, because the service does not know it any more: the next call looks it up again. */
    public synchronized void forget() {
        arn = null;
    }

    /** Removes the registration, so that it costs nothing when nobody reads. Failures are logged. */
    public void remove() {
        try {
            String streamArn = streamArn();
            client.deregisterStreamConsumer(call -> call.streamARN(streamArn).consumerName(name));
            LOG.info("The consumer {} of the Kinesis stream {} is removed.", name, stream);
        } catch (ResourceNotFoundException e) {
            LOG.debug("There is no consumer {} of {}.", name, stream, e);
        } catch (SdkException e) {
            LOG.warn(
                    "The consumer {} of the Kinesis stream {} cannot be removed. It costs money until it is:"
                            + " aws kinesis deregister-stream-consumer.",
                    name,
                    stream,
                    e);
        }
    }

    private String streamArn() {
        return client.describeStreamSummary(call -> call.streamName(stream))
                .streamDescriptionSummary()
                .streamARN();
    }
}
