package io.datastreamer.benchmarks.part;

import io.datastreamer.connectors.eventbridge.EventBridgePayload;
import io.datastreamer.connectors.form.Form;
import io.datastreamer.connectors.kafka.KafkaPayload;
import io.datastreamer.connectors.pubsub.PubSubPayload;
import io.datastreamer.connectors.sns.SnsPayload;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.sqs.SqsPayload;
import io.datastreamer.contract.RecordKind;
import java.io.IOException;
import org.apache.kafka.common.record.MemoryRecords;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** Documents a second that become messages of queues, topics and buses, in batches as large as each place takes. */
public class MessagePayloadBenchmark extends SinglePart {
    private static final int DOCUMENTS = 1_000;
    private static final int OF_A_CALL_AT_AWS = 10;
    private static final String ARN = "arn:aws:sns:eu-central-1:123456789012:sims.fifo";
    private static final String QUEUE = "https://sqs.eu-central-1.amazonaws.com/123456789012/sims.fifo";

    private final Batch many = SimulatedBatch.of(RecordKind.EVENT, DOCUMENTS);
    private final Batch few = SimulatedBatch.of(RecordKind.EVENT, OF_A_CALL_AT_AWS);
    private final Outgoing socket = new Outgoing();

    /** In which form documents are sent. */
    @Param({"V1", "CLOUDEVENTS"})
    public Form form = Form.V1;

    /** A thousand events as one batch of records, not compressed. */
    @Benchmark
    @OperationsPerInvocation(DOCUMENTS)
    public MemoryRecords kafka() {
        KafkaPayload payload = new KafkaPayload(many, form, "none");
        return payload.records(payload.all(), 1, (short) 0, 0, 0);
    }

    /** A thousand events, the most that a call of Pub/Sub takes, made and written. */
    @Benchmark
    @OperationsPerInvocation(DOCUMENTS)
    public long pubSub() {
        return socket.write(new PubSubPayload(many, form, true));
    }

    /** Ten events for a queue that keeps an order. */
    @Benchmark
    @OperationsPerInvocation(OF_A_CALL_AT_AWS)
    public byte[] sqs() {
        return SqsPayload.of(few, form, QUEUE, true);
    }

    /** Ten events for a topic that keeps an order. */
    @Benchmark
    @OperationsPerInvocation(OF_A_CALL_AT_AWS)
    public byte[] sns() throws IOException {
        return SnsPayload.of(few, form, ARN, true);
    }

    /** Ten events for a bus. */
    @Benchmark
    @OperationsPerInvocation(OF_A_CALL_AT_AWS)
    public byte[] eventBridge() {
        return EventBridgePayload.of(few, form, "sims", "data-streamer");
    }
}
