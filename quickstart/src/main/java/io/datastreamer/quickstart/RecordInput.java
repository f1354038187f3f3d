package io.datastreamer.quickstart;

import io.datastreamer.quickstart.kinesis.EmbeddedKinesis;
import io.datastreamer.tools.broker.Topics;
import io.datastreamer.tools.simulate.KafkaOutput;
import io.datastreamer.tools.simulate.Output;
import io.datastreamer.tools.simulate.Place;
import io.datastreamer.tools.simulate.SimulatedRecord;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes records where the job reads them: network and billing records to Kafka, like everything else, or to streams of
 * an embedded Kinesis; a gateway's records to a file, or as datagrams to a collector.
 */
final class RecordInput implements Output {
    private static final Set<Topics> RECORDS = Set.of(Topics.NETWORK_RECORDS, Topics.BILLING_RECORDS);
    private static final int SHARDS = 2;

    private final KafkaOutput kafka;
    private final @Nullable EmbeddedKinesis kinesis;
    private final @Nullable Path radius;
    private final @Nullable OutputStream detail;
    private final @Nullable RadiusCollector collector;

    /**
     * @param kinesis gets the records; null for Kafka
     * @param radius the directory for a gateway's records; null if it writes none
     * @param collector gets a gateway's requests; null if it sends none
     */
    RecordInput(
            KafkaOutput kafka,
            @Nullable EmbeddedKinesis kinesis,
            @Nullable Path radius,
            @Nullable RadiusCollector collector)
            throws IOException {
        this.kafka = kafka;
        this.kinesis = kinesis;
        this.radius = radius;
        this.collector = collector;
        this.detail = radius == null
                ? null
                : new BufferedOutputStream(
                        Files.newOutputStream(Files.createDirectories(radius).resolve("detail")));
        if (kinesis != null) {
            for (Topics stream : RECORDS) {
                kinesis.create(stream.topic(), SHARDS);
            }
        }
    }

    /** The job's options for all of its ends. */
    List<String> options(String bootstrapServers) {
        List<String> options = new ArrayList<>(List.of("--kafka.bootstrap-servers", bootstrapServers));
        for (Topics topic : Topics.values()) {
            boolean isStream = kinesis != null && RECORDS.contains(topic);
            options.addAll(List.of("--" + topic.option(), (isStream ? "kinesis:" : "kafka:") + topic.topic()));
        }
        if (kinesis != null) {
            options.addAll(List.of("--kinesis.region", "us-east-1", "--kinesis.endpoint", kinesis.url()));
            // it checks no credentials
            options.addAll(List.of("--kinesis.access-key-id", "quickstart", "--kinesis.secret-access-key", "none"));
            options.addAll(List.of("--kinesis.discovery-interval", "1s"));
        }
        if (radius != null) {
            options.addAll(List.of("--sources.gateway.uri", "file:" + radius + "?follow=true"));
            options.addAll(List.of("--sources.gateway.format", "radius-detail"));
        }
        if (collector != null) {
            options.addAll(List.of("--sources.gateway.uri", "kafka:" + RadiusCollector.TOPIC));
            options.addAll(List.of("--sources.gateway.format", "radius-detail"));
        }
        return options;
    }

    /** Splits a shard of each stream; returns whether there is any. */
    boolean split() {
        if (kinesis == null) {
            return false;
        }
        for (Topics stream : RECORDS) {
            kinesis.split(stream.topic());
        }
        return true;
    }

    @Override
    public void write(SimulatedRecord record) throws IOException {
        boolean isRecord = record.place() == Place.NETWORK_RECORDS || record.place() == Place.BILLING_RECORDS;
        if (kinesis != null && isRecord) {
            kinesis.put(record.place().topic(), record.key(), record.bytes());
        } else if (detail != null && record.place() == Place.RADIUS_DETAIL) {
            detail.write(record.bytes());
            detail.write('\n');
        } else if (collector != null && record.place() == Place.RADIUS_DETAIL) {
            collector.send(record.bytes());
        } else {
            kafka.write(record);
        }
    }

    @Override
    public void flush() throws IOException {
        if (detail != null) {
            detail.flush();
        }
        kafka.flush();
    }

    @Override
    public void close() throws IOException {
        if (detail != null) {
            detail.close();
        }
        kafka.close();
    }
}
