package io.datastreamer.connectors.http;

import io.datastreamer.connectors.secrets.SealedBodies;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The operator's settings for requests to customers' servers.
 *
 * @param egressAllow blocks of special addresses that may be dialled all the same, such as {@code 10.20.0.0/16}
 * @param proxy {@code host:port} of an HTTP proxy for all requests; null to dial directly
 * @param callTimeout how long a request may take from its start, including connecting and the answer's body
 * @param connectTimeout how long one address may take to accept a connection
 * @param lookupTimeout how long the name service may take
 * @param maxRequests most requests running at once; more wait, and their deadline starts later
 * @param maxConnections how many connections may be open, in use or kept for the next request; beyond that the
 *     streams used longest ago lose theirs. Must be less than the process's limit of file descriptors.
 * @param maxResponseBytes how much of an answer's body is read; if there is more, the connection is closed
 * @param notesExchanges whether outcomes of data streams record what went over the wire
 * @param bodies encrypts the bodies in these records; null to keep none
 */
public record HttpSettings(
        List<String> egressAllow,
        @Nullable String proxy,
        Duration callTimeout,
        Duration connectTimeout,
        Duration lookupTimeout,
        int maxRequests,
        int maxConnections,
        int maxResponseBytes,
        boolean notesExchanges,
        @Nullable SealedBodies bodies) {

    /** No exceptions, no proxy, 30 s for a request, 10 s to connect, 5 s for a name, 1024 requests, 4096 connections, 64 KiB. */
    public static final HttpSettings DEFAULTS = new HttpSettings(
            List.of(),
            null,
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofSeconds(5),
            1024,
            4096,
            64 * 1024,
            false,
            null);

    /**
     * Validates the values.
     *
     * @throws IllegalArgumentException when a time or a number is not positive; {@code egressAllow} and {@code proxy}
     *     are validated when the transport is created
     */
    public HttpSettings {
        egressAllow = List.copyOf(egressAllow);
        requirePositive("callTimeout", callTimeout.toMillis());
        requirePositive("connectTimeout", connectTimeout.toMillis());
        requirePositive("lookupTimeout", lookupTimeout.toMillis());
        requirePositive("maxRequests", maxRequests);
        requirePositive("maxConnections", maxConnections);
        requirePositive("maxResponseBytes", maxResponseBytes);
    }

    /** The same with other exceptions. */
    public HttpSettings withEgressAllow(List<String> blocks) {
        return new HttpSettings(
                blocks,
                proxy,
                callTimeout,
                connectTimeout,
                lookupTimeout,
                maxRequests,
                maxConnections,
                maxResponseBytes,
                notesExchanges,
                bodies);
    }

    /** The same with another proxy. */
    public HttpSettings withProxy(@Nullable String hostAndPort) {
        return new HttpSettings(
                egressAllow,
                hostAndPort,
                callTimeout,
                connectTimeout,
                lookupTimeout,
                maxRequests,
                maxConnections,
                maxResponseBytes,
                notesExchanges,
                bodies);
    }

    /** The same with other time limits. */
    public HttpSettings withTimeouts(Duration call, Duration connect, Duration lookup) {
        return new HttpSettings(
                egressAllow,
                proxy,
                call,
                connect,
                lookup,
                maxRequests,
                maxConnections,
                maxResponseBytes,
                notesExchanges,
                bodies);
    }

    /** The same with another limit of running requests. */
    public HttpSettings withMaxRequests(int requests) {
        return new HttpSettings(
                egressAllow,
                proxy,
                callTimeout,
                connectTimeout,
                lookupTimeout,
                requests,
                maxConnections,
                maxResponseBytes,
                notesExchanges,
                bodies);
    }

    /** The same with another limit of open connections. */
    public HttpSettings withMaxConnections(int connections) {
        return new HttpSettings(
                egressAllow,
                proxy,
                callTimeout,
                connectTimeout,
                lookupTimeout,
                maxRequests,
                connections,
                maxResponseBytes,
                notesExchanges,
                bodies);
    }

    /**
     * The same, with outcomes of data streams that record what went over the wire.
     *
     * @param seal encrypts the bodies that are kept; null to keep none
     */
    public HttpSettings withExchanges(@Nullable SealedBodies seal) {
        return new HttpSettings(
                egressAllow,
                proxy,
                callTimeout,
                connectTimeout,
                lookupTimeout,
                maxRequests,
                maxConnections,
                maxResponseBytes,
                true,
                seal);
    }

    private static void requirePositive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + ": is " + value + ", must be more than 0");
        }
    }
}
