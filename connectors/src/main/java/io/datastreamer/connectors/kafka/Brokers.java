package io.datastreamer.connectors.kafka;

import io.datastreamer.connectors.egress.TlsContext;
import io.datastreamer.connectors.egress.Wire;
import io.datastreamer.connectors.http.HttpChannel;
import io.datastreamer.connectors.http.HttpSending;
import io.datastreamer.connectors.http.SharedCredential;
import io.datastreamer.connectors.oauth.AccessTokens;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The connections of one producer to its brokers, which are kept for a while. Synchronized on itself. */
final class Brokers {
    /** A producer with nothing to send for this long, or at most twice as long, keeps no connection. */
    private static final Duration KEPT = Duration.ofSeconds(10);

    private static final Executor AFTER_A_WHILE =
            CompletableFuture.delayedExecutor(KEPT.toMillis(), TimeUnit.MILLISECONDS);
    private static final String[] TLS_VERSIONS = {"TLSv1.3", "TLSv1.2"};
    private static final String[] NEWEST_VERSION = {"TLSv1.3"};

    private final KafkaSettings settings;
    private final @Nullable TlsContext tls;
    private final HttpChannel channel;
    private final @Nullable AccessTokens tokens;
    private final Map<KafkaSettings.Address, BrokerConnection> open = new HashMap<>();
    private long uses;
    private long seenUses;
    private boolean inUse;
    private boolean watched;

    /**
     * Creates it without connections.
     *
     * @param tls null to connect without TLS
     * @param tokens null to use no access tokens
     */
    Brokers(KafkaSettings settings, @Nullable TlsContext tls, HttpChannel channel, @Nullable AccessTokens tokens) {
        this.settings = settings;
        this.tls = tls;
        this.channel = channel;
        this.tokens = tokens;
    }

    /** Marks the connections as used. */
    synchronized void begin() {
        inUse = true;
        uses++;
    }

    /** Marks them as unused; they are kept for a while. */
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

    /** The open connection to a broker; null if there is none that can be used. */
    synchronized @Nullable BrokerConnection kept(KafkaSettings.Address address) {
        BrokerConnection connection = open.get(address);
        if (connection != null && connection.isOver()) {
            drop(address);
            return null;
        }
        return connection;
    }

    /** The address of some open connection; null if there is none. */
    synchronized KafkaSettings.@Nullable Address anyKept() {
        return open.keySet().stream().findFirst().orElse(null);
    }

    /** Dials a broker and logs in. */
    BrokerConnection dial(KafkaSettings.Address address, HttpSending sending) throws IOException, RefusedException {
        Bearer bearer = settings.bearer();
        if (tokens == null || bearer == null) {
            KafkaSettings.Login login = settings.login();
            return dial(address, login == null ? null : Sasl.of(login), settings.secrets(), sending);
        }
        SharedCredential.Found<AccessTokens.Grant> found = token(tokens, sending);
        try {
            return dial(address, bearer, found.value(), sending);
        } catch (RefusedException e) {
            if (found.isNew() || e.outcome().remoteStatus() != KafkaVerdict.UNAUTHORIZED) {
                throw e;
            }
            // the token was a kept one, and is not accepted any more
            tokens.drop(found.value());
            return dial(address, bearer, token(tokens, sending).value(), sending);
        }
    }

    private static SharedCredential.Found<AccessTokens.Grant> token(AccessTokens tokens, HttpSending sending)
            throws IOException, RefusedException {
        try {
            return tokens.get(sending);
        } catch (InterruptedException e) {
            throw (IOException) new InterruptedIOException("cancelled").initCause(e);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("no token can be asked for", e);
        }
    }

    private BrokerConnection dial(
            KafkaSettings.Address address, Bearer bearer, AccessTokens.Grant grant, HttpSending sending)
            throws IOException, RefusedException {
        String token = grant.token();
        if (token == null) {
            throw new RefusedException(Objects.requireNonNull(grant.failure()));
        }
        Set<String> hidden = new HashSet<>(settings.secrets());
        hidden.add(token);
        return dial(address, Sasl.bearing(token, bearer.extensions()), hidden, sending);
    }

    private BrokerConnection dial(
            KafkaSettings.Address address, @Nullable Sasl sasl, Set<String> hidden, HttpSending sending)
            throws IOException, RefusedException {
        Wire wire = channel.dial(address.host(), address.port(), sending);
        BrokerConnection connection;
        try {
            if (tls != null) {
                boolean newestOnly = settings.tls() != null && settings.tls().newestOnly();
                wire.startTls(tls, address.host(), newestOnly ? NEWEST_VERSION : TLS_VERSIONS);
            }
            connection = new BrokerConnection(wire);
            connection.greet();
            if (sasl != null) {
                connection.authenticate(sasl, hidden);
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

    /** Closes a connection that is of no use any more. */
    synchronized void drop(KafkaSettings.Address address) {
        BrokerConnection connection = open.remove(address);
        if (connection != null) {
            connection.close();
        }
    }

    /** Closes all connections, even those in use. */
    synchronized void closeAll() {
        open.values().forEach(BrokerConnection::close);
        open.clear();
    }
}
