package io.datastreamer.connectors.kinesis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.datastreamer.connectors.conformance.NodeTools;
import io.datastreamer.connectors.conformance.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A Kinesis server (kinesalite) in a separate process, and a consumer that speaks the API's JSON on its own: it shares
 * no code with what it checks.
 */
public final class KinesisServer implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final Process process;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();

    /** A record as a consumer reads it. */
    public record Stored(String shard, String partitionKey, String data) {}

    private KinesisServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts a server; skips the test if that is not possible. */
    public static KinesisServer start() throws IOException {
        NodeTools.require("kinesalite");
        int port = Ports.free();
        Process process = NodeTools.start(
                "node_modules/kinesalite/cli.js",
                "--port",
                Integer.toString(port),
                "--createStreamMs",
                "5",
                "--shardLimit",
                "100");
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.contains("Listening")) {
                return new KinesisServer(process, port);
            }
        }
        throw new IOException("kinesalite did not start");
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    public void create(String stream, int shards) throws IOException {
        call("CreateStream", "{\"StreamName\":\"%s\",\"ShardCount\":%d}".formatted(stream, shards));
        while (!call("DescribeStream", "{\"StreamName\":\"%s\"}".formatted(stream))
                .at("/StreamDescription/StreamStatus")
                .asText()
                .equals("ACTIVE")) {
            Thread.onSpinWait();
        }
    }

    /** All records, shard by shard, in order. */
    public List<Stored> read(String stream) throws IOException {
        List<Stored> stored = new ArrayList<>();
        JsonNode description = call("DescribeStream", "{\"StreamName\":\"%s\"}".formatted(stream));
        for (JsonNode shard : description.at("/StreamDescription/Shards")) {
            String id = shard.get("ShardId").asText();
            String iterator = call(
                            "GetShardIterator",
                            "{\"StreamName\":\"%s\",\"ShardId\":\"%s\",\"ShardIteratorType\":\"TRIM_HORIZON\"}"
                                    .formatted(stream, id))
                    .get("ShardIterator")
                    .asText();
            JsonNode page = call("GetRecords", "{\"ShardIterator\":\"%s\"}".formatted(iterator));
            while (!page.get("Records").isEmpty()) {
                for (JsonNode one : page.get("Records")) {
                    byte[] data = Base64.getDecoder().decode(one.get("Data").asText());
                    stored.add(
                            new Stored(id, one.get("PartitionKey").asText(), new String(data, StandardCharsets.UTF_8)));
                }
                page = call(
                        "GetRecords",
                        "{\"ShardIterator\":\"%s\"}"
                                .formatted(page.get("NextShardIterator").asText()));
            }
        }
        return stored;
    }

    private JsonNode call(String operation, String body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url()))
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", "Kinesis_20131202." + operation)
                .header("X-Amz-Date", "20260101T000000Z")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=READER/20260101/us-east-1/kinesis/aws4_request,"
                                + " SignedHeaders=host, Signature=00")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException(operation + ": " + answer.body());
            }
            return JSON.readTree(answer.body().isEmpty() ? "{}" : answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
