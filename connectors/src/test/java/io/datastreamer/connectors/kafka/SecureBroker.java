package io.datastreamer.connectors.kafka;

import io.datastreamer.connectors.conformance.Ports;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.X509TrustManager;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Time;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

/** A real Kafka broker as customers run it: with TLS, passwords and client certificates, each at its own port. */
public final class SecureBroker implements AutoCloseable {
    public static final String USERNAME = "data-streamer";
    public static final String PASSWORD = "the-password-at-the-cluster";

    /** In the form that Azure Event Hubs issues, and accepts as a password. */
    static final String CONNECTION_STRING = "Endpoint=sb://example-namespace.servicebus.windows.net/;"
            + "SharedAccessKeyName=send;SharedAccessKey=MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    /** The scope that a token must have. */
    static final String SCOPE = "events.write";

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final HeldCertificate AUTHORITY =
            new HeldCertificate.Builder().certificateAuthority(0).build();
    private static final HeldCertificate ITS = new HeldCertificate.Builder()
            .addSubjectAlternativeName("127.0.0.1")
            .rsa2048()
            .signedBy(AUTHORITY)
            .build();

    private final KafkaRaftServer server;
    private final Map<Door, Integer> ports;
    private final CuttingProxy proxy;
    private final Admin admin;

    /** A way to connect. */
    public enum Door {
        /** Without TLS or login. */
        OPEN,
        /** With TLS and a password. */
        SECURE,
        /** With TLS and an access token. */
        TOKEN,
        /** With TLS and a client certificate. */
        MUTUAL,
        /** Without TLS, through the proxy. */
        PROXIED,
        /** Without TLS; the broker tells clients to continue at a private address. */
        ASTRAY
    }

    private SecureBroker(KafkaRaftServer server, Map<Door, Integer> ports, CuttingProxy proxy) {
        this.server = server;
        this.ports = ports;
        this.proxy = proxy;
        this.admin = Admin.create(Map.of("bootstrap.servers", address(Door.OPEN)));
    }

    /** Starts a broker. */
    public static SecureBroker start(Path dir) throws IOException {
        Map<Door, Integer> ports = new HashMap<>();
        for (Door door : Door.values()) {
            ports.put(door, Ports.free());
        }
        CuttingProxy proxy = new CuttingProxy(port(ports, Door.PROXIED));
        String controller = "127.0.0.1:" + Ports.free();
        Properties properties = new Properties();
        properties.setProperty("process.roles", "broker,controller");
        properties.setProperty("node.id", "1");
        properties.setProperty("controller.quorum.voters", "1@" + controller);
        List<String> listeners = new ArrayList<>();
        List<String> advertised = new ArrayList<>();
        ports.forEach((door, port) -> {
            listeners.add(door + "://127.0.0.1:" + port);
            advertised.add(
                    switch (door) {
                        case PROXIED -> door + "://127.0.0.1:" + proxy.port();
                        case ASTRAY -> door + "://10.0.0.1:9092";
                        default -> door + "://127.0.0.1:" + port;
                    });
        });
        properties.setProperty("listeners", String.join(",", listeners) + ",CONTROLLER://" + controller);
        properties.setProperty("advertised.listeners", String.join(",", advertised));
        properties.setProperty(
                "listener.security.protocol.map",
                "OPEN:PLAINTEXT,SECURE:SASL_SSL,TOKEN:SASL_SSL,MUTUAL:SSL,PROXIED:PLAINTEXT,ASTRAY:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.setProperty("inter.broker.listener.name", "OPEN");
        properties.setProperty("controller.listener.names", "CONTROLLER");
        properties.setProperty("log.dirs", dir.resolve("data").toString());
        properties.setProperty("auto.create.topics.enable", "false");
        properties.setProperty("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20));
        for (String internal : List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
            properties.setProperty(internal + ".replication.factor", "1");
            properties.setProperty(internal + ".num.partitions", "1");
        }
        properties.setProperty("transaction.state.log.min.isr", "1");
        properties.setProperty("share.coordinator.state.topic.min.isr", "1");
        for (Door door : List.of(Door.SECURE, Door.TOKEN, Door.MUTUAL)) {
            secure(properties, "listener.name." + door.name().toLowerCase(Locale.ROOT) + ".");
        }
        properties.setProperty("listener.name.mutual.ssl.client.auth", "required");
        String sasl = "listener.name.secure.";
        properties.setProperty(sasl + "sasl.enabled.mechanisms", "SCRAM-SHA-512,SCRAM-SHA-256,PLAIN");
        for (String scram : List.of("scram-sha-512", "scram-sha-256")) {
            properties.setProperty(
                    sasl + scram + ".sasl.jaas.config",
                    "org.apache.kafka.common.security.scram.ScramLoginModule required;");
        }
        properties.setProperty(
                sasl + "plain.sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required user_" + USERNAME + "=\"" + PASSWORD
                        + "\" user_$ConnectionString=\"" + CONNECTION_STRING + "\";");
        String token = "listener.name.token.";
        properties.setProperty(token + "sasl.enabled.mechanisms", "OAUTHBEARER");
        // sessions end when the token expires
        properties.setProperty(token + "oauthbearer.connections.max.reauth.ms", "3600000");
        properties.setProperty(
                token + "oauthbearer.sasl.jaas.config",
                "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required"
                        + " unsecuredLoginStringClaim_sub=\"broker\" unsecuredValidatorRequiredScope=\"" + SCOPE
                        + "\";");
        format(dir, properties);
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
        server.startup();
        SecureBroker started = new SecureBroker(server, ports, proxy);
        started.awaitProducers();
        return started;
    }

    /** Waits until producers can get an identity: the first request is told to try again. */
    private void awaitProducers() {
        try (KafkaProducer<String, String> first = new KafkaProducer<>(
                Map.of("bootstrap.servers", address(Door.OPEN)), new StringSerializer(), new StringSerializer())) {
            create("first", 1, Map.of());
            first.send(new ProducerRecord<>("first", "first")).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception e) {
            close();
            throw new IllegalStateException("the broker takes no records", e);
        }
    }

    private static void secure(Properties properties, String listener) {
        properties.setProperty(listener + "ssl.keystore.type", "PEM");
        properties.setProperty(listener + "ssl.keystore.certificate.chain", ITS.certificatePem());
        properties.setProperty(listener + "ssl.keystore.key", ITS.privateKeyPkcs8Pem());
        properties.setProperty(listener + "ssl.truststore.type", "PEM");
        properties.setProperty(listener + "ssl.truststore.certificates", AUTHORITY.certificatePem());
    }

    private static void format(Path dir, Properties properties) throws IOException {
        Path file = Files.createDirectories(dir).resolve("server.properties");
        try (Writer out = Files.newBufferedWriter(file, UTF_8)) {
            properties.store(out, null);
        }
        List<String> command = new ArrayList<>(
                List.of("format", "--cluster-id", Uuid.randomUuid().toString(), "--config", file.toString()));
        for (String mechanism : List.of("SCRAM-SHA-512", "SCRAM-SHA-256")) {
            command.addAll(List.of("--add-scram", mechanism + "=[name=" + USERNAME + ",password=" + PASSWORD + "]"));
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        if (StorageTool.execute(command.toArray(String[]::new), new PrintStream(said, true, UTF_8)) != 0) {
            throw new IOException("no storage: " + said.toString(UTF_8));
        }
    }

    private static int port(Map<Door, Integer> ports, Door door) {
        return Objects.requireNonNull(ports.get(door));
    }

    /** The address for clients. */
    public String address(Door door) {
        return "127.0.0.1:" + (door == Door.PROXIED ? proxy.port() : port(ports, door));
    }

    /** The proxy in front of {@link Door#PROXIED}. */
    CuttingProxy proxy() {
        return proxy;
    }

    /** Trusts the broker's certificate. */
    static X509TrustManager trust() {
        return new HandshakeCertificates.Builder()
                .addTrustedCertificate(AUTHORITY.certificate())
                .build()
                .trustManager();
    }

    /** Settings of a data stream to a topic, with a password. */
    public static Map<String, String> login(String mechanism) {
        Map<String, String> settings = trusting();
        settings.putAll(Map.of("username", USERNAME, "password", PASSWORD, "sasl_mechanism", mechanism));
        return settings;
    }

    /** The same with a client certificate. */
    static Map<String, String> certified() {
        HeldCertificate mine = new HeldCertificate.Builder()
                .commonName("data-streamer")
                .signedBy(AUTHORITY)
                .build();
        Map<String, String> settings = trusting();
        settings.putAll(Map.of("client_certificate", mine.certificatePem(), "client_key", mine.privateKeyPkcs8Pem()));
        return settings;
    }

    /** The same without any login. */
    static Map<String, String> trusting() {
        return new HashMap<>(Map.of("ca_certificates", AUTHORITY.certificatePem()));
    }

    /** Creates a topic. */
    public void create(String topic, int partitions, Map<String, String> configuration) throws Exception {
        admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1).configs(configuration)))
                .all()
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (int partition = 0; partition < partitions; partition++) {
            ends.put(new TopicPartition(topic, partition), OffsetSpec.latest());
        }
        // only leaders know the topic
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> admin.listOffsets(ends)
                                .all()
                                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                                .size()
                        == partitions);
    }

    /** The topic's records, once it has this many. */
    public List<ConsumerRecord<String, String>> read(String topic, int count) {
        try (TopicReader<String> reader = new TopicReader<>(address(Door.OPEN), topic, new StringDeserializer())) {
            return reader.read(count);
        }
    }

    @Override
    public void close() {
        admin.close();
        proxy.close();
        server.shutdown();
        server.awaitShutdown();
    }
}
