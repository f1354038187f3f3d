package io.datastreamer.connectors.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datastreamer.connectors.conformance.Ports;
import io.datastreamer.connectors.conformance.PythonTools;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import static java.nio.charset.StandardCharsets.UTF_8;

/** SQS, SNS and EventBridge, simulated by moto in a separate process. It does not check signatures. */
public final class MotoServer implements AutoCloseable {
    /** The account of everything in it. */
    public static final String ACCOUNT = "123456789012";

    public static final String REGION = "eu-central-1";

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final int port;

    private MotoServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * A message in a queue.
     *
     * @param body its text
     * @param group its group; empty in a standard queue
     * @param attributes by their names
     */
    public record Message(String body, String group, Map<String, String> attributes) {
        /** Its text, as JSON. */
        public JsonNode json() throws IOException {
            return JSON.readTree(body);
        }
    }

    /** Starts it; skips the test if that is not possible. */
    public static MotoServer start() throws IOException {
        PythonTools.require("moto");
        int port = Ports.free();
        Process process = PythonTools.start("-m", "moto.server", "-H", "127.0.0.1", "-p", Integer.toString(port));
        BufferedReader output = process.inputReader(UTF_8);
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            if (line.contains("Running on")) {
                return new MotoServer(process, port);
            }
        }
        throw new IOException("moto did not start: " + said);
    }

    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** A queue's URL as AWS writes it here. */
    public static String queueUrl(String queue) {
        return "https://sqs." + REGION + ".amazonaws.com/" + ACCOUNT + "/" + queue;
    }

    /** The ARN of something here. */
    public static String arn(String service, String name) {
        return "arn:aws:" + service + ":" + REGION + ":" + ACCOUNT + ":" + name;
    }

    /** Creates a queue; it keeps messages in order if its name says so. */
    public void createQueue(String queue) throws IOException {
        ObjectNode request = JSON.createObjectNode().put("QueueName", queue);
        if (queue.endsWith(".fifo")) {
            request.putObject("Attributes").put("FifoQueue", "true");
        }
        JsonNode unused = json("sqs", "AmazonSQS.CreateQueue", request.toString());
    }

    /** Creates a topic, which keeps messages in order if its name says so; its messages go to a queue as they are. */
    public void createTopic(String topic, String queue) throws IOException {
        Map<String, String> request = topic.endsWith(".fifo")
                ? Map.of(
                        "Action",
                        "CreateTopic",
                        "Name",
                        topic,
                        "Attributes.entry.1.key",
                        "FifoTopic",
                        "Attributes.entry.1.value",
                        "true")
                : Map.of("Action", "CreateTopic", "Name", topic);
        query("sns", request);
        query(
                "sns",
                Map.of(
                        "Action",
                        "Subscribe",
                        "TopicArn",
                        arn("sns", topic),
                        "Protocol",
                        "sqs",
                        "Endpoint",
                        arn("sqs", queue),
                        "Attributes.entry.1.key",
                        "RawMessageDelivery",
                        "Attributes.entry.1.value",
                        "true"));
    }

    /** Creates a bus whose events of a source go to a queue. */
    public void createBus(String bus, String source, String queue) throws IOException {
        JsonNode unusedBus = json("events", "AWSEvents.CreateEventBus", "{\"Name\":\"" + bus + "\"}");
        JsonNode unusedRule = json(
                "events",
                "AWSEvents.PutRule",
                JSON.createObjectNode()
                        .put("Name", "all")
                        .put("EventBusName", bus)
                        .put("EventPattern", "{\"source\":[\"" + source + "\"]}")
                        .toString());
        JsonNode unusedTarget = json(
                "events",
                "AWSEvents.PutTargets",
                "{\"Rule\":\"all\",\"EventBusName\":\"%s\",\"Targets\":[{\"Id\":\"q\",\"Arn\":\"%s\"}]}"
                        .formatted(bus, arn("sqs", queue)));
    }

    /** Reads this many messages from a queue, in order if it keeps them in order. */
    public List<Message> read(String queue, int messages) throws IOException {
        List<Message> read = new ArrayList<>();
        int empty = 0;
        while (read.size() < messages) {
            JsonNode page = json(
                    "sqs",
                    "AmazonSQS.ReceiveMessage",
                    ("{\"QueueUrl\":\"%s\",\"MaxNumberOfMessages\":10,\"AttributeNames\":[\"All\"],"
                                    + "\"MessageAttributeNames\":[\"All\"]}")
                            .formatted(queueUrl(queue)));
            empty = page.path("Messages").isEmpty() ? empty + 1 : 0;
            if (empty > 100) {
                throw new IOException(queue + " has " + read.size() + " messages, and not " + messages);
            }
            for (JsonNode each : page.path("Messages")) {
                Map<String, String> attributes = each.path("MessageAttributes").properties().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                attribute ->
                                        attribute.getValue().path("StringValue").asText()));
                read.add(new Message(
                        each.get("Body").asText(),
                        each.at("/Attributes/MessageGroupId").asText(""),
                        attributes));
                JsonNode unused = json(
                        "sqs",
                        "AmazonSQS.DeleteMessage",
                        JSON.createObjectNode()
                                .put("QueueUrl", queueUrl(queue))
                                .put("ReceiptHandle", each.get("ReceiptHandle").asText())
                                .toString());
            }
        }
        return read;
    }

    private JsonNode json(String service, String target, String body) throws IOException {
        String answer = call(service, "application/x-amz-json-1.0", target, body);
        return JSON.readTree(answer.isEmpty() ? "{}" : answer);
    }

    private void query(String service, Map<String, String> request) throws IOException {
        String body = request.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        String unused = call(service, "application/x-www-form-urlencoded", "", body);
    }

    private String call(String service, String type, String target, String body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + "/"))
                .header("Content-Type", type)
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=READER/20260101/" + REGION + "/" + service
                                + "/aws4_request, SignedHeaders=host, Signature=00")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!target.isEmpty()) {
            request.header("X-Amz-Target", target);
        }
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException(service + " " + target + ": " + answer.body());
            }
            return answer.body();
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
