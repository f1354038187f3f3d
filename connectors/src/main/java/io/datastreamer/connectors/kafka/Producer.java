package io.datastreamer.connectors.kafka;

import io.datastreamer.connectors.http.HttpSending;
import io.datastreamer.connectors.spi.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.errors.InvalidMetadataException;
import org.apache.kafka.common.message.InitProducerIdRequestData;
import org.apache.kafka.common.message.InitProducerIdResponseData;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.DefaultRecordBatch;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.InitProducerIdRequest;
import org.apache.kafka.common.requests.InitProducerIdResponse;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.requests.MetadataResponse;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.requests.ProduceResponse;
import org.jspecify.annotations.Nullable;

/**
 * Writes batches to a topic, one at a time, and waits until all in-sync replicas have them. It is idempotent: if it is
 * unknown whether records were stored, they are sent again unchanged, and the broker recognises them. If other records
 * must be sent instead, the producer takes a new identity; then receivers recognise duplicates by the documents' ids.
 */
final class Producer {
    private static final short BY_ALL = -1;
    /** Less than what a whole request may take. */
    private static final int REPLICAS_WITHIN_MS = 15_000;

    private final KafkaSettings settings;
    private final Brokers brokers;
    private final Collection<String> secrets;
    private final ReentrantLock turn = new ReentrantLock();
    private final Map<Integer, Integer> sequences = new HashMap<>();
    private final Map<Integer, Unsure> unsure = new HashMap<>();
    private @Nullable Topic topic;
    private @Nullable InitProducerIdResponseData identity;

    /** Records that may or may not have been stored: the ids of their documents. */
    private record Unsure(List<Long> ids) {}

    Producer(KafkaSettings settings, Brokers brokers) {
        this.settings = settings;
        this.brokers = brokers;
        this.secrets = settings.secrets();
    }

    /** Writes a batch when it is its turn. Called by the sending's thread. */
    Outcome write(KafkaPayload payload, HttpSending sending) throws Exception {
        sending.waitFor(() -> {
            turn.lockInterruptibly();
            return true;
        });
        brokers.begin();
        try {
            return sending.using(brokers::closeAll, () -> written(payload, sending));
        } catch (RefusedException e) {
            return e.outcome();
        } finally {
            brokers.end();
            turn.unlock();
        }
    }

    private Outcome written(KafkaPayload payload, HttpSending sending) throws RefusedException {
        WrittenParts parts = new WrittenParts(payload.size());
        try {
            Topic to = topic(sending);
            Map<Integer, List<Integer>> groups = payload.byPartition(to.partitions());
            InitProducerIdResponseData as = identity(payload, groups, sending);
            byLeader(to, groups, parts)
                    .forEach((leader, some) -> write(leader, new Records(payload, some, as), parts, sending));
        } catch (IOException e) {
            parts.failed(payload.all(), KafkaFault.outcome(e, sending, false));
        }
        if (sending.isCancelled()) {
            throw new CancellationException();
        }
        return parts.outcome();
    }

    private Map<KafkaSettings.Address, Map<Integer, List<Integer>>> byLeader(
            Topic to, Map<Integer, List<Integer>> groups, WrittenParts parts) {
        Map<KafkaSettings.Address, Map<Integer, List<Integer>>> all = new LinkedHashMap<>();
        groups.forEach((partition, documents) -> {
            KafkaSettings.Address leader = to.leaderOf(partition);
            if (leader == null) {
                topic = null;
                parts.failed(
                        documents,
                        KafkaVerdict.of(
                                Errors.LEADER_NOT_AVAILABLE, "partition " + partition + " has no leader", secrets));
            } else {
                all.computeIfAbsent(leader, any -> new LinkedHashMap<>()).put(partition, documents);
            }
        });
        return all;
    }

    private Topic topic(HttpSending sending) throws IOException, RefusedException {
        Topic known = topic;
        if (known == null || !known.isGood()) {
            AbstractResponse answer = ask(new MetadataRequest.Builder(List.of(settings.topic()), false), sending);
            known = Topic.of(settings.topic(), (MetadataResponse) answer, secrets);
            topic = known;
        }
        return known;
    }

    /** Gets the identity by which brokers recognise this producer's records. */
    private InitProducerIdResponseData identity(
            KafkaPayload payload, Map<Integer, List<Integer>> groups, HttpSending sending)
            throws IOException, RefusedException {
        boolean isAnother = groups.entrySet().stream().anyMatch(group -> {
            Unsure before = unsure.get(group.getKey());
            return before != null && !before.ids().equals(payload.ids(group.getValue()));
        });
        InitProducerIdResponseData known = identity;
        if (known == null || isAnother) {
            InitProducerIdResponseData fresh = ((InitProducerIdResponse) ask(
                            new InitProducerIdRequest.Builder(new InitProducerIdRequestData()
                                    .setTransactionalId(null)
                                    .setTransactionTimeoutMs(Integer.MAX_VALUE)),
                            sending))
                    .data();
            Errors error = Errors.forCode(fresh.errorCode());
            if (error != Errors.NONE) {
                throw new RefusedException(KafkaVerdict.of(error, null, secrets));
            }
            sequences.clear();
            unsure.clear();
            identity = fresh;
            known = fresh;
        }
        return known;
    }

    /** Sends a request to any broker. */
    private AbstractResponse ask(AbstractRequest.Builder<?> request, HttpSending sending)
            throws IOException, RefusedException {
        List<KafkaSettings.Address> all = new ArrayList<>();
        KafkaSettings.Address kept = brokers.anyKept();
        if (kept != null) {
            all.add(kept);
        }
        all.addAll(settings.bootstrap());
        IOException first = null;
        for (KafkaSettings.Address each : all) {
            try {
                BrokerConnection connection = brokers.kept(each);
                return (connection == null ? brokers.dial(each, sending) : connection).call(request);
            } catch (IOException e) {
                brokers.drop(each);
                if (sending.isOver()) {
                    throw e;
                }
                // a failure of a kept connection only means that it was kept for too long
                first = first == null && !each.equals(kept) ? e : first;
            }
        }
        throw first == null ? new IOException("no broker answers") : first;
    }

    /** Documents for some partitions with the same leader. */
    private record Records(
            KafkaPayload payload, Map<Integer, List<Integer>> byPartition, InitProducerIdResponseData as) {
        List<Integer> all() {
            return byPartition.values().stream().flatMap(List::stream).toList();
        }
    }

    private void write(KafkaSettings.Address leader, Records records, WrittenParts parts, HttpSending sending) {
        boolean isSent = false;
        try {
            BrokerConnection kept = brokers.kept(leader);
            ProduceRequest.Builder request = request(records);
            if (kept != null) {
                try {
                    isSent = true;
                    read(kept, request, records, parts);
                    return;
                } catch (IOException e) {
                    brokers.drop(leader);
                    if (sending.isOver()) {
                        throw e;
                    }
                    // the broker had closed the connection; if it has the records all the same, it recognises them
                }
            }
            BrokerConnection fresh = brokers.dial(leader, sending);
            isSent = true;
            read(fresh, request, records, parts);
        } catch (IOException e) {
            brokers.drop(leader);
            topic = null;
            parts.failed(records.all(), KafkaFault.outcome(e, sending, isSent));
        } catch (RefusedException e) {
            parts.failed(records.all(), e.outcome());
        }
    }

    private ProduceRequest.Builder request(Records records) {
        ProduceRequestData.TopicProduceData data = new ProduceRequestData.TopicProduceData().setName(settings.topic());
        long now = System.currentTimeMillis();
        records.byPartition()
                .forEach((partition, documents) -> data.partitionData()
                        .add(new ProduceRequestData.PartitionProduceData()
                                .setIndex(partition)
                                .setRecords(records.payload()
                                        .records(
                                                documents,
                                                records.as().producerId(),
                                                records.as().producerEpoch(),
                                                sequences.getOrDefault(partition, 0),
                                                now))));
        ProduceRequestData.TopicProduceDataCollection topics = new ProduceRequestData.TopicProduceDataCollection();
        topics.add(data);
        return ProduceRequest.builder(new ProduceRequestData()
                .setTransactionalId(null)
                .setAcks(BY_ALL)
                .setTimeoutMs(REPLICAS_WITHIN_MS)
                .setTopicData(topics));
    }

    private void read(BrokerConnection broker, ProduceRequest.Builder request, Records records, WrittenParts parts)
            throws IOException, RefusedException {
        records.byPartition()
                .forEach((partition, documents) ->
                        unsure.put(partition, new Unsure(records.payload().ids(documents))));
        ProduceResponseData answer = ((ProduceResponse) broker.call(request)).data();
        Map<Integer, ProduceResponseData.PartitionProduceResponse> answers = new HashMap<>();
        answer.responses().forEach(each -> each.partitionResponses().forEach(one -> answers.put(one.index(), one)));
        if (!answers.keySet().containsAll(records.byPartition().keySet())) {
            throw new BrokerConnection.NotKafkaException("an answer about other partitions");
        }
        answers.forEach((partition, one) -> {
            List<Integer> documents = records.byPartition().get(partition);
            if (documents != null) {
                take(partition, documents, one, parts);
            }
        });
    }

    private void take(
            int partition,
            List<Integer> documents,
            ProduceResponseData.PartitionProduceResponse answer,
            WrittenParts parts) {
        Errors error = Errors.forCode(answer.errorCode());
        if (error == Errors.NONE || error == Errors.DUPLICATE_SEQUENCE_NUMBER) {
            unsure.remove(partition);
            sequences.merge(partition, documents.size(), DefaultRecordBatch::incrementSequence);
            parts.delivered(documents);
            return;
        }
        if (!KafkaVerdict.mayBeStored(error)) {
            unsure.remove(partition);
        }
        if (KafkaVerdict.isAboutSequence(error)) {
            identity = null;
        }
        if (error.exception() instanceof InvalidMetadataException) {
            topic = null;
        }
        parts.failed(documents, verdict(error, answer.errorMessage()));
    }

    /** The topic existed a moment ago: a leader that does not know it has stopped being the leader. */
    private Outcome verdict(Errors error, @Nullable String said) {
        return error == Errors.UNKNOWN_TOPIC_OR_PARTITION
                ? Outcome.tryAgain(KafkaVerdict.UNAVAILABLE, error.name(), null)
                : KafkaVerdict.of(error, said, secrets);
    }
}
