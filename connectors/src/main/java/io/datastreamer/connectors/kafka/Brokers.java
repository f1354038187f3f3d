package io.datastreamer.connectors.kafka;

import io.datastreamer.connectors.egress.TlsContext;
import io.datastreamer.connectors.egress.Wire;
import io.datastreamer.connectors.http.HttpChannel;
import io.datastreamer.connectors.http.HttpSending;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The connections of one producer to its brokers, kept for a while. Guarded by itself. */
final class Brokers {
    /** A producer that has nothing to send for so long, or twice that at most, keeps no connection. */
    private static final Duration KEPT = Duration.ofSeconds(10);

    private static final Executor AFTER_A_WHILE =
            CompletableFuture.delayedExecutor(KEPT.toMillis(), TimeUnit.MILLISECONDS);
    private static final String[] TLS_VERSIONS = {"TLSv1.3", "TLSv1.2"};
    private static final String[] NEWEST_VERSION = {"TLSv1.3"};

    private final KafkaSettings settings;
    private final @Nullable TlsContext tls;
    private final HttpChannel channel;
    private final Map<KafkaSettings.Address, BrokerConnection> open = new HashMap<>();
    private long uses;
    private long seenUses;
    private boolean inUse;
    private boolean watched;

    /** @param tls null to speak in clear */
    Brokers(KafkaSettings settings, @Nullable TlsContext tls, HttpChannel channel) {
        this.settings = settings;
        this.tls = tls;
        this.channel = channel;
    }

    /** From now on connections are in use. */
    synchronized void begin() {
        inUse = true;
        uses++;
    }

    /** From now on they are not, for a while. */
    synchronized void end() {
        inUse = false;
        if (open.isEmpty()) {
            return;
        }
        if (channel.hasTooManyConnections()) {
            closeAll();
            return;
        }
        if (!watched) {
            watched = true;
            seenUses = uses;
            AFTER_A_WHILE.execute(this::closeUnlessUsed);
        }
    }

    private synchronized void closeUnlessUsed() {
        if (uses == seenUses && !inUse) {
            watched = false;
            closeAll();
        } else {
            seenUses = uses;
            AFTER_A_WHILE.execute(this::closeUnlessUsed);
        }
    }

    /** The connection that there is; null where there is none that is good. */
    synchronized @Nullable BrokerConnection kept(KafkaSettings.Address address) {
        BrokerConnection connection = open.get(address);
        if (connection != null && connection.isOver()) {
            drop(address);
            return null;
        }
        return connection;
    }

    /** Some address to which there is a connection; null where there is none. */
    synchronized KafkaSettings.@Nullable Address anyKept() {
        return open.keySet().stream().findFirst().orElse(null);
    }

    /** Dials a broker, and shows who we are. */
    BrokerConnection dial(KafkaSettings.Address address, HttpSending sending) throws IOException, RefusedException {
        Wire wire = channel.dial(address.host(), address.port(), sending);
        BrokerConnection connection;
        try {
            if (tls != null) {
                boolean newestOnly = settings.tls() != null && settings.tls().newestOnly();
                wire.startTls(tls, address.host(), newestOnly ? NEWEST_VERSION : TLS_VERSIONS);
            }
            connection = new BrokerConnection(wire);
            connection.greet();
            if (settings.login() != null) {
                connection.authenticate(settings.login(), settings.secrets());
            }
        } catch (IOException | RefusedException | RuntimeException e) {
            wire.close();
            throw e;
        }
        synchronized (this) {
            open.put(address, connection);
        }
        return connection;
    }

    /** This connection is of no use any more. */
    synchronized void drop(KafkaSettings.Address address) {
        BrokerConnection connection = open.remove(address);
        if (connection != null) {
            connection.close();
        }
    }

    /** Ends all, whoever uses them. */
    synchronized void closeAll() {
        open.values().forEach(BrokerConnection::close);
        open.clear();
    }
}
