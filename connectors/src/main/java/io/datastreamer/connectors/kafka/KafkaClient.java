package io.datastreamer.connectors.kafka;

import io.datastreamer.connectors.egress.TlsContext;
import io.datastreamer.connectors.http.HttpChannel;
import io.datastreamer.connectors.http.HttpSending;
import io.datastreamer.connectors.oauth.AccessTokens;
import io.datastreamer.connectors.spi.Batch;
import io.datastreamer.connectors.spi.Client;
import io.datastreamer.connectors.spi.Limits;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.connectors.spi.Sending;
import io.datastreamer.contract.RecordKind;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes batches to a topic. Events and usage have separate producers, so that neither waits for the other. */
final class KafkaClient implements Client {
    private final KafkaSettings settings;
    private final HttpChannel channel;
    private final Map<String, List<String>> chosenHosts;
    private final Map<RecordKind, Producer> producers = new EnumMap<>(RecordKind.class);
    private final Map<RecordKind, Brokers> brokers = new EnumMap<>(RecordKind.class);

    /**
     * Creates a client with these settings.
     *
     * @param tls null to connect without TLS
     * @param chosenHosts the hosts that the customer chose
     */
    KafkaClient(
            KafkaSettings settings,
            @Nullable TlsContext tls,
            HttpChannel channel,
            Map<String, List<String>> chosenHosts) {
        this.chosenHosts = chosenHosts;
        this.settings = settings;
        this.channel = channel;
        Bearer bearer = settings.bearer();
        AccessTokens tokens =
                bearer == null ? null : new AccessTokens(bearer.requests(), settings.secrets(), System::nanoTime);
        for (RecordKind kind : RecordKind.values()) {
            Brokers own = new Brokers(settings, tls, channel, tokens);
            brokers.put(kind, own);
            producers.put(kind, new Producer(settings, own));
        }
    }

    @Override
    public String target() {
        return settings.target();
    }

    @Override
    public String receiver() {
        return settings.bootstrap().get(0).toString();
    }

    @Override
    public Map<String, List<String>> chosenHosts() {
        return chosenHosts;
    }

    @Override
    public @Nullable Instant certificateExpiresAt() {
        return settings.tls() == null ? null : settings.tls().expiresAt();
    }

    @Override
    public Limits limits() {
        return settings.limits();
    }

    @Override
    public long heapOnItsWay(long jsonBytes) {
        return settings.form().heap(jsonBytes) + settings.form().bytes(jsonBytes);
    }

    @Override
    public Sending send(Batch batch, Consumer<Outcome> whenDone) {
        return channel.start(sending -> outcome(batch, sending), whenDone);
    }

    private Outcome outcome(Batch batch, HttpSending sending) throws Exception {
        Outcome refusal = settings.tls() == null ? null : settings.tls().refusal(Instant.now());
        if (refusal != null) {
            return refusal;
        }
        KafkaPayload payload = new KafkaPayload(batch, settings.form(), settings.compression());
        return Objects.requireNonNull(producers.get(batch.kind())).write(payload, sending);
    }

    @Override
    public void close() {
        channel.close();
        brokers.values().forEach(Brokers::closeAll);
    }
}
