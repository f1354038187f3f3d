package io.datastreamer.quickstart.kinesis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class EmbeddedKinesisTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private EmbeddedKinesis kinesis;

    @BeforeEach
    void start() throws IOException {
        kinesis = new EmbeddedKinesis();
        kinesis.create("s", 2);
    }

    @AfterEach
    void stop() {
        kinesis.close();
    }

    @Test
    void recordsOfAKeyStayInOrderOverASplit() throws Exception {
        List<String> written = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            if (i == 20) {
                kinesis.split("s");
            }
            kinesis.put("s", "key-" + i % 4, ("key-" + i % 4 + ":" + i).getBytes(UTF_8));
            written.add("key-" + i % 4 + ":" + i);
        }

        JsonNode shards = call("ListShards", "{\"StreamName\":\"s\"}").get("Shards");
        assertThat(shards).hasSize(4);
        assertThat(shards.get(2).get("ParentShardId").asText())
                .isEqualTo(shards.get(0).get("ShardId").asText());
        // parents come first in the list
        List<String> read = new ArrayList<>();
        for (JsonNode shard : shards) {
            read.addAll(read(shard.get("ShardId").asText(), "\"TRIM_HORIZON\""));
        }
        assertThat(read).containsExactlyInAnyOrderElementsOf(written);
        for (int key = 0; key < 4; key++) {
            String prefix = "key-" + key + ":";
            assertThat(read.stream().filter(text -> text.startsWith(prefix)))
                    .containsExactlyElementsOf(written.stream()
                            .filter(text -> text.startsWith(prefix))
                            .toList());
        }
    }

    @Test
    void readingGoesOnBehindARecord() throws Exception {
        kinesis.create("one", 1);
        for (int i = 0; i < 3; i++) {
            kinesis.put("one", "k", ("" + i).getBytes(UTF_8));
        }
        JsonNode first = page("one", "shardId-000000000000", "\"TRIM_HORIZON\"")
                .get("Records")
                .get(0);
        String sequence = first.get("SequenceNumber").asText();

        assertThat(texts(page("one", "shardId-000000000000", after("AFTER_SEQUENCE_NUMBER", sequence))))
                .containsExactly("1", "2");
        assertThat(texts(page("one", "shardId-000000000000", after("AT_SEQUENCE_NUMBER", sequence))))
                .containsExactly("0", "1", "2");
        assertThat(texts(page("one", "shardId-000000000000", "\"LATEST\""))).isEmpty();
        assertThat(texts(page("one", "shardId-000000000000", "\"AT_TIMESTAMP\",\"Timestamp\":1.5e9")))
                .hasSize(3);
    }

    @Test
    void whatIsNotThereIsRefusedByItsType() throws Exception {
        assertThat(call("ListShards", "{\"StreamName\":\"absent\"}")
                        .get("__type")
                        .asText())
                .isEqualTo("ResourceNotFoundException");
        assertThat(call("DeleteStream", "{\"StreamName\":\"s\"}").get("__type").asText())
                .isEqualTo("UnknownOperationException");
    }

    private static String after(String type, String sequence) {
        return "\"" + type + "\",\"StartingSequenceNumber\":\"" + sequence + "\"";
    }

    /** Reads a closed shard to its end, and an open one as far as it goes. */
    private List<String> read(String shard, String from) throws Exception {
        return texts(page("s", shard, from));
    }

    private JsonNode page(String stream, String shard, String from) throws Exception {
        String iterator = call(
                        "GetShardIterator",
                        "{\"StreamName\":\"" + stream + "\",\"ShardId\":\"" + shard + "\",\"ShardIteratorType\":" + from
                                + "}")
                .get("ShardIterator")
                .asText();
        return call("GetRecords", "{\"ShardIterator\":\"" + iterator + "\"}");
    }

    private static List<String> texts(JsonNode page) throws IOException {
        List<String> texts = new ArrayList<>();
        for (JsonNode record : page.get("Records")) {
            texts.add(new String(record.get("Data").binaryValue(), UTF_8));
        }
        return texts;
    }

    private JsonNode call(String operation, String body) throws Exception {
        HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(kinesis.url()))
                                .header("X-Amz-Target", "Kinesis_20131202." + operation)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        return JSON.readTree(answer.body());
    }
}
