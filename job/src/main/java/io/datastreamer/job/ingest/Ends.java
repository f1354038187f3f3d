package io.datastreamer.job.ingest;

import io.datastreamer.job.config.Option;
import io.datastreamer.job.config.OptionException;
import io.datastreamer.job.config.SourceConfig;
import io.datastreamer.job.config.SourceOptions;
import io.datastreamer.job.config.StreamerConfig;
import io.datastreamer.job.config.StreamerOptions;
import io.datastreamer.job.ingest.files.cut.Framing;
import io.datastreamer.job.record.RawRecord;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.source.Source;

/** All inputs and outputs of a job: creates their sources and sinks, and checks before the start that they exist. */
public final class Ends {
    private static final List<Option<String>> INPUTS = List.of(
            StreamerOptions.NETWORK_RECORDS,
            StreamerOptions.BILLING_RECORDS,
            StreamerOptions.SIMS,
            StreamerOptions.CATALOG,
            StreamerOptions.STREAMS,
            StreamerOptions.QUESTIONS);
    private static final List<Option<String>> OUTPUTS = List.of(
            StreamerOptions.STATUS, StreamerOptions.ATTEMPTS, StreamerOptions.REJECTED, StreamerOptions.ANSWERS);
    // they live only in the job's state: a start without a checkpoint needs all of them, whatever the group has read
    private static final Set<Option<String>> REFERENCE =
            Set.of(StreamerOptions.SIMS, StreamerOptions.CATALOG, StreamerOptions.STREAMS);

    private final Map<Option<String>, End> inputs = new LinkedHashMap<>();
    private final Map<Option<String>, End> outputs = new LinkedHashMap<>();
    private final Map<String, End> sources = new LinkedHashMap<>();
    private final FileEnds files;
    private final KafkaEnds kafka;
    private final KinesisEnds kinesis;

    private Ends(FileEnds files, KafkaEnds kafka, KinesisEnds kinesis) {
        this.files = files;
        this.kafka = kafka;
        this.kinesis = kinesis;
    }

    /**
     * Parses the URIs of all ends that are set. Touches no file and no broker.
     *
     * @throws OptionException when one is not valid
     */
    public static Ends of(StreamerConfig config) throws OptionException {
        int maxRecordBytes = (int) config.get(StreamerOptions.MAX_RECORD_BYTES).getBytes();
        Ends ends = new Ends(
                new FileEnds(maxRecordBytes, config.get(StreamerOptions.UNFINISHED_NAMES)),
                new KafkaEnds(
                        config.kafka(),
                        config.get(StreamerOptions.HISTORY_RETENTION),
                        config.get(StreamerOptions.START_TIMEOUT)),
                KinesisEnds.of(config));
        for (Option<String> option : INPUTS) {
            if (config.find(option).isPresent()) {
                ends.inputs.put(
                        option, EndUri.input(option.key(), config.find(option).get()));
            }
        }
        for (Option<String> option : OUTPUTS) {
            if (config.find(option).isPresent()) {
                ends.outputs.put(
                        option, EndUri.output(option.key(), config.find(option).get()));
            }
        }
        for (SourceConfig source : config.sources()) {
            String option = SourceOptions.PREFIX + source.name() + ".uri";
            ends.sources.put(
                    source.name(),
                    EndUri.input(option, source.find(SourceOptions.URI).orElseThrow()));
        }
        ends.kafka.requireServers(topics(ends.allInputs()));
        ends.kafka.requireServers(topics(ends.outputs.values()));
        ends.checkShards();
        return ends;
    }

    /**
     * Checks that every end exists: files can be read, directories written, brokers and Kinesis answer, topics and
     * streams exist. Creates the directories of outputs. To be called in the process that starts the job.
     *
     * @throws OptionException naming the first end that is missing, and what to do
     */
    public void check() throws OptionException {
        for (End input : allInputs()) {
            if (input instanceof End.Files in) {
                FileCheck.input(in);
            }
        }
        for (End output : outputs.values()) {
            if (output instanceof End.Files out) {
                FileCheck.output(out);
            }
        }
        kafka.check(topics(allInputs()), topics(outputs.values()));
        for (End end : inputs.values()) {
            if (end instanceof End.Shards shards) {
                kinesis.check(shards, true);
            }
        }
        for (End end : outputs.values()) {
            if (end instanceof End.Shards shards) {
                kinesis.check(shards, false);
            }
        }
    }

    /**
     * Refuses Kinesis for ends that need all their records or the last one of each key: Kinesis drops records after its
     * retention, and does not compact.
     */
    private void checkShards() throws OptionException {
        for (Map.Entry<Option<String>, End> input : inputs.entrySet()) {
            if (input.getValue() instanceof End.Shards shards) {
                if (REFERENCE.contains(input.getKey())) {
                    throw new OptionException(shards.shown() + ": is read from its beginning at each start without a"
                            + " checkpoint, and Kinesis forgets what is older than the stream's retention. Use file:PATH"
                            + " or kafka:TOPIC.");
                }
                if (input.getKey().equals(StreamerOptions.QUESTIONS)) {
                    throw portals(shards);
                }
                kinesis.requireRegion(shards);
            }
        }
        for (Map.Entry<Option<String>, End> output : outputs.entrySet()) {
            if (output.getValue() instanceof End.Shards shards) {
                if (output.getKey().equals(StreamerOptions.STATUS)) {
                    throw new OptionException(shards.shown() + ": its readers want the last status of each data stream,"
                            + " and Kinesis forgets what is older than the stream's retention. Use file:PATH or"
                            + " kafka:TOPIC.");
                }
                if (output.getKey().equals(StreamerOptions.ANSWERS)) {
                    throw portals(shards);
                }
                kinesis.requireRegion(shards);
            }
        }
    }

    private static OptionException portals(End.Shards end) {
        return new OptionException(end.shown() + ": portals ask and read answers by Kafka. Use kafka:TOPIC.");
    }

    /** Whether the end is set. */
    public boolean has(Option<String> end) {
        return inputs.containsKey(end) || outputs.containsKey(end);
    }

    /** Whether every input ends by itself, so that the job ends too. */
    public boolean bounded() {
        return allInputs().stream().allMatch(End::bounded);
    }

    /**
     * The source of an input.
     *
     * @param input an input that {@link #has is set}
     * @param type how Flink handles raw records
     */
    public Source<RawRecord, ?, ?> source(Option<String> input, TypeInformation<RawRecord> type) {
        End end = get(inputs, input);
        if (end instanceof End.Files in) {
            return files.source(in, files.jsonLines(), type);
        }
        if (end instanceof End.Shards in) {
            return kinesis.source(in, type);
        }
        End.Start byDefault = REFERENCE.contains(input) ? End.Start.EARLIEST : new End.Start(End.Start.At.COMMITTED, 0);
        return kafka.source((End.Topic) end, byDefault, input.key(), type);
    }

    /**
     * The source of an input by name.
     *
     * @param name of a source that is set
     * @param framing where records begin and end in its files; a topic's messages are records already
     * @param type how Flink handles raw records
     */
    public Source<RawRecord, ?, ?> source(String name, Framing framing, TypeInformation<RawRecord> type) {
        End end = Objects.requireNonNull(sources.get(name), name);
        if (end instanceof End.Files in) {
            return files.source(in, framing, type);
        }
        End.Start byDefault = new End.Start(End.Start.At.COMMITTED, 0);
        return kafka.source((End.Topic) end, byDefault, SourceOptions.PREFIX + name, type);
    }

    /**
     * The sink of an output. Files get the value as a line, and nothing for a record without a value: to see a removal
     * in a file, map it to a line first. Kafka gets a tombstone for it.
     *
     * @param output an output that {@link #has is set}
     */
    public Sink<OutputRecord> sink(Option<String> output) {
        End end = get(outputs, output);
        if (end instanceof End.Files out) {
            return files.sink(out);
        }
        return end instanceof End.Shards out ? kinesis.sink(out) : kafka.sink((End.Topic) end);
    }

    private static End get(Map<Option<String>, End> ends, Option<String> option) {
        End end = ends.get(option);
        if (end == null) {
            throw new IllegalArgumentException("--" + option.key() + " is not set");
        }
        return end;
    }

    private List<End> allInputs() {
        return Stream.concat(inputs.values().stream(), sources.values().stream())
                .toList();
    }

    private static List<End.Topic> topics(Collection<End> ends) {
        return ends.stream()
                .filter(End.Topic.class::isInstance)
                .map(End.Topic.class::cast)
                .toList();
    }
}
