package io.datastreamer.benchmarks.stage;

import com.github.luben.zstd.ZstdDictTrainer;
import io.datastreamer.contract.Document;
import io.datastreamer.job.Assembly;
import io.datastreamer.job.config.StreamerConfig;
import io.datastreamer.job.config.StreamerOptions;
import io.datastreamer.job.decode.Decode;
import io.datastreamer.job.deliver.frame.FrameCodec;
import io.datastreamer.job.deliver.frame.FrameWriter;
import io.datastreamer.job.enrich.Enrich;
import io.datastreamer.job.normalize.Normalize;
import io.datastreamer.job.record.KeyedRecord;
import io.datastreamer.job.record.RawRecord;
import io.datastreamer.job.record.wire.RecordTypes;
import io.datastreamer.tools.simulate.NetworkSimulation;
import io.datastreamer.tools.simulate.Place;
import io.datastreamer.tools.simulate.SimulatedRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;

/**
 * Makes the dictionary that {@link FrameCodec} compresses with, of the documents of a simulated network: what entries of
 * all kinds have in common. The same network, the same dictionary.
 *
 * <p>To be run when documents have got another shape, with the file as argument. A dictionary that has been released
 * stays: journals hold frames that only it can read.
 */
public final class DictionaryTraining {
    private static final int RECORDS = 40_000;
    private static final int SIMS = 300;
    private static final int DICTIONARY_BYTES = 16 * 1024;
    /** Frames that are as short as those of a small organisation: there it helps most. */
    private static final int SAMPLE_BYTES = 2 * 1024;

    private DictionaryTraining() {}

    /** Trains and writes the file that the argument names. */
    public static void main(String[] arguments) throws Exception {
        List<Document> documents = documents();
        List<byte[]> samples = samples(documents);
        ZstdDictTrainer trainer = new ZstdDictTrainer(
                samples.stream().mapToInt(sample -> sample.length).sum(), DICTIONARY_BYTES);
        samples.forEach(trainer::addSample);
        byte[] dictionary = trainer.trainSamples();
        Files.write(Path.of(arguments[0]), dictionary);
        System.out.printf(
                "%s: %,d bytes, of %,d documents in %,d samples%n",
                arguments[0], dictionary.length, documents.size(), samples.size());
    }

    /** By organisation, and in the order of their ids, which is that of time. */
    private static List<Document> documents() throws Exception {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.createLocalEnvironment(1);
        Map<Place, List<RawRecord>> inputs = inputs();
        DataStream<KeyedRecord> records = Decode.sims(input(environment, inputs, Place.SIMS))
                .union(
                        Decode.networkRecords(input(environment, inputs, Place.NETWORK_RECORDS)),
                        Decode.billingRecords(input(environment, inputs, Place.BILLING_RECORDS)));
        List<Document> documents = new ArrayList<>();
        StreamerConfig defaults = StreamerConfig.defaults();
        try (CloseableIterator<Document> results = Normalize.normalize(
                        Enrich.enrich(
                                records,
                                Decode.catalog(input(environment, inputs, Place.CATALOG)),
                                Assembly.enrichSettings(defaults)),
                        defaults.get(StreamerOptions.HISTORY_RETENTION))
                .executeAndCollect()) {
            results.forEachRemaining(documents::add);
        }
        documents.sort(Comparator.comparingLong(Document::organisationId).thenComparingLong(Document::id));
        return documents;
    }

    private static DataStream<RawRecord> input(
            StreamExecutionEnvironment environment, Map<Place, List<RawRecord>> inputs, Place place) {
        return environment.fromData(Objects.requireNonNull(inputs.get(place)), RecordTypes.RAW_RECORD);
    }

    private static Map<Place, List<RawRecord>> inputs() throws IOException {
        Map<Place, List<RawRecord>> inputs = new EnumMap<>(Place.class);
        NetworkSimulation network = new NetworkSimulation(1, SIMS, NetworkSimulation.START);
        network.reference().forEach(record -> add(inputs, record));
        for (int i = 0; i < RECORDS; i++) {
            add(inputs, network.next());
        }
        return inputs;
    }

    private static void add(Map<Place, List<RawRecord>> inputs, SimulatedRecord record) {
        List<RawRecord> input = inputs.computeIfAbsent(record.place(), place -> new ArrayList<>());
        input.add(new RawRecord(
                record.bytes(),
                record.key().getBytes(StandardCharsets.UTF_8),
                record.place().topic(),
                input.size(),
                NetworkSimulation.START.toEpochMilli(),
                null));
    }

    private static List<byte[]> samples(List<Document> documents) {
        List<byte[]> samples = new ArrayList<>();
        FrameWriter writer = new FrameWriter(0, SAMPLE_BYTES);
        for (Document document : documents) {
            writer.append(document, document.sourceTimestamp());
            if (writer.length() >= SAMPLE_BYTES) {
                samples.add(Arrays.copyOf(writer.raw().bytes(), writer.length()));
                writer = new FrameWriter(0, SAMPLE_BYTES);
            }
        }
        return samples;
    }
}
