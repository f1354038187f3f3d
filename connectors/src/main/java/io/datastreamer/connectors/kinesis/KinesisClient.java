package io.datastreamer.connectors.kinesis;

import io.datastreamer.connectors.aws.AwsCall;
import io.datastreamer.connectors.aws.AwsClock;
import io.datastreamer.connectors.aws.AwsVerdict;
import io.datastreamer.connectors.http.Excerpt;
import io.datastreamer.connectors.http.HttpChannel;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Limits;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.connectors.spi.Sending;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/** Sends each batch in one call, and reads from the answer which of its records Kinesis accepted. */
final class KinesisClient implements Client {
    private final KinesisSettings settings;
    private final long organisationId;
    private final HttpChannel channel;
    private final KinesisAsyncClient kinesis;
    private final AwsClock clock;
    private final Set<String> secrets;

    KinesisClient(
            KinesisSettings settings,
            long organisationId,
            HttpChannel channel,
            KinesisAsyncClient kinesis,
            AwsClock clock) {
        this.settings = settings;
        this.organisationId = organisationId;
        this.channel = channel;
        this.kinesis = kinesis;
        this.clock = clock;
        this.secrets = settings.access().secrets();
    }

    @Override
    public String target() {
        return settings.region() + "/" + settings.streamName();
    }

    /** The organisation in one region: it uses up its own quota of the service. */
    @Override
    public String receiver() {
        return "kinesis." + settings.region() + "/org-" + organisationId;
    }

    @Override
    public Limits limits() {
        return settings.limits();
    }

    /** Documents are base64 in its calls. */
    @Override
    public long heapOnItsWay(long jsonBytes) {
        return settings.form().heap(jsonBytes) + settings.form().bytes(jsonBytes) / 3 * 4;
    }

    @Override
    public Sending send(Batch batch, Consumer<Outcome> whenDone) {
        return channel.start(
                sending -> AwsCall.outcome(
                        sending,
                        clock,
                        () -> kinesis.putRecords(
                                KinesisPayload.of(settings.form().of(batch), settings.streamName())),
                        (answer, failure) -> outcome(batch, answer, failure)),
                whenDone);
    }

    private Outcome outcome(Batch batch, @Nullable PutRecordsResponse answer, @Nullable Throwable failure) {
        if (failure != null) {
            return AwsVerdict.of(failure, secrets);
        }
        Objects.requireNonNull(answer);
        int status = answer.sdkHttpResponse().statusCode();
        List<PutRecordsResultEntry> records = answer.records();
        int sent = batch.items().size();
        if (records.size() != sent) {
            return Outcome.tryAgain(
                    status,
                    "HTTP " + status + ", but the answer is about " + records.size() + " records of " + sent,
                    null);
        }
        return outcome(status, records);
    }

    /** A failed record is sent again, whatever the reason: throttling, or a fault within Kinesis. */
    private Outcome outcome(int status, List<PutRecordsResultEntry> records) {
        BitSet delivered = new BitSet(records.size());
        PutRecordsResultEntry failed = null;
        for (int i = 0; i < records.size(); i++) {
            if (records.get(i).errorCode() == null) {
                delivered.set(i);
            } else if (failed == null) {
                failed = records.get(i);
            }
        }
        if (failed == null) {
            return Outcome.delivered(status);
        }
        String why = Excerpt.of(failed.errorCode() + ": " + failed.errorMessage(), secrets);
        String error = "HTTP " + status + ", but " + (records.size() - delivered.cardinality()) + " of "
                + records.size() + " records failed: " + why;
        return delivered.isEmpty()
                ? Outcome.tryAgain(status, error, null)
                : Outcome.partly(status, new Outcome.Parts(delivered, new BitSet()), records.size(), error, null);
    }

    @Override
    public void close() {
        channel.close();
    }
}
