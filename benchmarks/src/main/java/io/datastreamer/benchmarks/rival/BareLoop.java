package io.datastreamer.benchmarks.rival;

import io.datastreamer.benchmarks.stage.BareJoin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * A loop for each partition of the records: reads, makes the document, posts with others. Nothing is kept: what was read
 * and not delivered is lost when it ends, and so is what a receiver refuses.
 */
public final class BareLoop {
    private static final Duration POLL = Duration.ofMillis(20);

    private BareLoop() {}

    public static void main(String[] args) throws Exception {
        RivalOptions options = RivalOptions.parse(args);
        BareJoin reference = Reference.read(options.reference());
        try (Posts posts = new Posts(options)) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < loops(options); i++) {
                int number = i;
                Thread thread =
                        new Thread(() -> run(options, number, new DocumentMaker(reference), posts), "loop-" + number);
                threads.add(thread);
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    private static int loops(RivalOptions options) {
        if (options.bootstrapServers() == null) {
            return Runtime.getRuntime().availableProcessors();
        }
        try (Consumer<byte[], byte[]> consumer = KafkaRecords.consumer(options.kafka(), "bare")) {
            return consumer.partitionsFor(options.networkRecords()).size();
        }
    }

    private static void run(RivalOptions options, int number, DocumentMaker maker, Posts posts) {
        try {
            Gathering gathering = new Gathering(posts, options.batch());
            if (options.bootstrapServers() == null) {
                files(options, number, maker, gathering);
            } else {
                kafka(options, number, maker, gathering);
            }
        } catch (Exception e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    private static void kafka(RivalOptions options, int partition, DocumentMaker maker, Gathering gathering)
            throws InterruptedException {
        try (Consumer<byte[], byte[]> consumer = KafkaRecords.consumer(options.kafka(), "bare")) {
            List<TopicPartition> partitions = List.of(
                    new TopicPartition(options.networkRecords(), partition),
                    new TopicPartition(options.billingRecords(), partition));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (true) {
                for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
                    boolean isNetwork = message.topic().equals(options.networkRecords());
                    gathering.add(maker.make(KafkaRecords.raw(message), isNetwork));
                }
                gathering.postOld();
            }
        }
    }

    // each loop takes every other file, of both kinds, once they are there
    private static void files(RivalOptions options, int number, DocumentMaker maker, Gathering gathering)
            throws IOException, InterruptedException {
        int loops = loops(options);
        List<Path> done = new ArrayList<>();
        while (true) {
            for (String dir : List.of(options.networkRecords(), options.billingRecords())) {
                List<Path> all = list(Path.of(dir));
                for (int i = number; i < all.size(); i += loops) {
                    if (!done.contains(all.get(i))) {
                        done.add(all.get(i));
                        read(all.get(i), dir.equals(options.networkRecords()), maker, gathering);
                    }
                }
            }
            gathering.postOld();
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
        }
    }

    private static List<Path> list(Path dir) throws IOException {
        try (Stream<Path> files = Files.list(dir)) {
            return files.sorted().toList();
        }
    }

    private static void read(Path file, boolean isNetwork, DocumentMaker maker, Gathering gathering)
            throws IOException {
        Reference.lines(file, raw -> {
            try {
                gathering.add(maker.make(raw, isNetwork));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
