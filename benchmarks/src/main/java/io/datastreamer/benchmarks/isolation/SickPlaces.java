package io.datastreamer.benchmarks.isolation;

import io.datastreamer.connectors.Endpoints.Service;
import io.datastreamer.connectors.Integrations;
import io.datastreamer.connectors.http.HttpSettings;
import io.datastreamer.connectors.http.HttpTransport;
import io.datastreamer.contract.ApiType;
import io.datastreamer.tools.farm.Behaviour;
import io.datastreamer.tools.farm.Endpoint;
import io.datastreamer.tools.farm.Farm;
import io.datastreamer.tools.farm.Fault;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Places of other kinds than customers' HTTP servers, each with something wrong that its kind meets. */
final class SickPlaces {
    private static final Behaviour NEVER = Behaviour.of(Fault.BLACK_HOLE);
    private static final Behaviour SLOW = Behaviour.HEALTHY.withLatency(Duration.ofSeconds(5), Duration.ofSeconds(1));
    /** As a broker or an SSH server that hangs: the connection is there, and nothing is ever said. */
    private static final Behaviour DEAF = Behaviour.of(Fault.DEAF);

    private final Farm farm;
    private final Map<String, String> options = new TreeMap<>();
    private final List<Sick> all = new ArrayList<>();
    private final Map<String, Endpoint> endpoints = new LinkedHashMap<>();

    /** The settings of a data stream of an organisation. */
    interface Settings {
        Map<String, ?> of(long organisationId);
    }

    /**
     * A place.
     *
     * @param what is wrong with it
     * @param settings of data streams that go there
     */
    record Sick(String apiType, String what, Settings settings) {}

    private SickPlaces(Farm farm) {
        this.farm = farm;
    }

    /** All of them, at endpoints of a farm. */
    static SickPlaces on(Farm farm) throws IOException {
        SickPlaces places = new SickPlaces(farm);
        places.add();
        return places;
    }

    private void add() throws IOException {
        String region = "eu-central-1:123456789012";
        at(Service.SQS, NEVER);
        sick(
                ApiType.AWS_SQS,
                "that never answers",
                id -> withKeys("queue_url", "https://sqs.eu-central-1.amazonaws.com/123456789012/q" + id + ".fifo"));
        at(Service.SNS, SLOW);
        sick(
                ApiType.AWS_SNS,
                "that answers nonsense after 5 s",
                id -> withKeys("topic_arn", "arn:aws:sns:" + region + ":t" + id + ".fifo"));
        at(Service.EVENTBRIDGE, Behaviour.status(500));
        sick(ApiType.AWS_EVENTBRIDGE, "with a fault (500)", id -> withKeys("region", "eu-central-1"));
        at(Service.GOOGLE, NEVER);
        at(Service.PUBSUB, Behaviour.HEALTHY);
        String key = exampleOf(ApiType.GOOGLE_PUBSUB, "service_account_key");
        sick(
                ApiType.GOOGLE_PUBSUB,
                "without tokens",
                id -> Map.of("project", "example-project", "topic", "t" + id, "service_account_key", key));
        Endpoint azure = endpoint("azure", SLOW);
        sick(
                ApiType.AZURE_BLOB,
                "that takes 5 s for a file",
                id -> Map.of(
                        "account",
                        "simdata",
                        "container",
                        "c" + id,
                        "sas_token",
                        "sp=c&sig=c2lnbmF0dXJl",
                        "endpoint",
                        azure.url(),
                        "rotate_interval_ms",
                        1000));
        at(Service.EVENT_HUBS, DEAF);
        sick(
                ApiType.AZURE_EVENT_HUBS,
                "that hangs",
                id -> Map.of(
                        "connection_string",
                        "Endpoint=sb://example.servicebus.windows.net/;SharedAccessKeyName=send;SharedAccessKey=c2VjcmV0",
                        "event_hub",
                        "hub-" + id));
        URI broker = URI.create(endpoint("kafka", DEAF).url());
        sick(
                ApiType.KAFKA,
                "whose broker hangs",
                id -> Map.of(
                        "bootstrap_servers",
                        broker.getHost() + ":" + broker.getPort(),
                        "topic",
                        "t" + id,
                        "tls",
                        "off"));
        URI server = URI.create(endpoint("sftp", DEAF).url());
        sick(
                ApiType.SFTP,
                "that hangs",
                id -> Map.of(
                        "host",
                        server.getHost(),
                        "port",
                        server.getPort(),
                        "host_key",
                        "SHA256:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
                        "username",
                        "u" + id,
                        "password",
                        "p",
                        "rotate_interval_ms",
                        1000));
        sick(ApiType.PULL, "that nobody fetches", id -> Map.of());
    }

    private void sick(ApiType type, String what, Settings settings) {
        all.add(new Sick(type.name(), type.name() + " " + what, settings));
    }

    private void at(Service service, Behaviour behaviour) throws IOException {
        String url = endpoint(service.option(), behaviour).url();
        URI uri = URI.create(url);
        options.put(service.option(), "http://" + uri.getHost() + ":" + uri.getPort());
    }

    private Endpoint endpoint(String name, Behaviour behaviour) throws IOException {
        Endpoint endpoint = farm.endpointOnItsOwn(name.replace('.', '-'));
        endpoint.behave(behaviour);
        endpoints.put(name, endpoint);
        return endpoint;
    }

    private static Map<String, String> withKeys(String member, String value) {
        return Map.of(member, value, "access_key_id", "AKIDEXAMPLE", "secret_access_key", "an/example+of/a/secret");
    }

    private static String exampleOf(ApiType type, String member) {
        try (HttpTransport unused = new HttpTransport(HttpSettings.DEFAULTS)) {
            return Integrations.standard(unused).fields(type).stream()
                    .filter(field -> field.member().equals(member))
                    .findFirst()
                    .orElseThrow()
                    .example();
        }
    }

    /** The places. */
    List<Sick> all() {
        return all;
    }

    /** Options of the job that lead to them. */
    Map<String, String> options() {
        return options;
    }

    /** How many requests have come to those that speak HTTP and read what comes. */
    Map<String, Integer> requests() {
        Map<String, Integer> requests = new LinkedHashMap<>();
        endpoints.forEach((name, endpoint) -> {
            int[] count = {0};
            endpoint.arrivals().forEach(0, (at, status, keys, from, to) -> count[0]++);
            requests.put(name, count[0]);
        });
        return requests;
    }
}
