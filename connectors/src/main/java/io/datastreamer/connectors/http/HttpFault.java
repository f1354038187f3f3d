package io.datastreamer.connectors.http;

import io.datastreamer.connectors.egress.AddressRefusedException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/**
 * The reason why there was no answer.
 *
 * @param kind what failed
 * @param reason the reason for people to read: one line, without secrets
 */
public record HttpFault(Kind kind, String reason) implements HttpResult {
    private static final int LONGEST_REASON = 300;

    /** What can fail before there is an answer, with the HTTP status that is shown for it. */
    public enum Kind {
        /** The egress rules forbid the address. */
        ADDRESS_REFUSED(500),
        /** The host's name is unknown, or the name service does not answer. */
        NAME(502),
        /** The TLS handshake failed, or the certificate is not trusted. */
        TLS(502),
        /** The answer is not HTTP. */
        PROTOCOL(502),
        /** Refused or unreachable: there was no connection. */
        UNREACHABLE(503),
        /** The connection was reset or closed. */
        CONNECTION(503),
        /** This side closed: the stream was changed or stopped. */
        CLOSED(503),
        /** This side cancelled this one request. */
        CANCELLED(504),
        /** The deadline passed. */
        TIMEOUT(504);

        private final int remoteStatus;

        Kind(int remoteStatus) {
            this.remoteStatus = remoteStatus;
        }

        /** Whether no part of the request reached the other side. */
        boolean isBeforeRequest() {
            return this == NAME || this == TLS || this == UNREACHABLE;
        }

        /** The status that is shown if there was no answer. */
        public int remoteStatus() {
            return remoteStatus;
        }
    }

    static HttpFault closed() {
        return new HttpFault(Kind.CLOSED, "cancelled: the stream was changed or stopped");
    }

    static HttpFault cancelled() {
        return new HttpFault(Kind.CANCELLED, "cancelled: there was no answer yet");
    }

    /** Converts the failure of a call. */
    public static HttpFault of(Throwable failure) {
        // in this order: special failures before general ones
        if (failure instanceof AddressRefusedException) {
            return new HttpFault(Kind.ADDRESS_REFUSED, "address not allowed: " + oneLine(failure));
        }
        if (failure instanceof UnknownHostException) {
            return new HttpFault(Kind.NAME, "name: " + oneLine(failure));
        }
        if (failure instanceof InterruptedIOException) {
            return new HttpFault(Kind.TIMEOUT, "time-out: no complete answer by the deadline");
        }
        if (failure instanceof SSLException) {
            return noTls(failure);
        }
        if (failure instanceof ProtocolException) {
            return new HttpFault(Kind.PROTOCOL, "not HTTP: " + oneLine(failure));
        }
        if (failure instanceof ConnectException) {
            return new HttpFault(Kind.UNREACHABLE, "cannot connect: " + oneLine(root(failure)));
        }
        if (failure instanceof IOException) {
            return new HttpFault(
                    Kind.CONNECTION, "the connection ended before a complete answer's head: " + oneLine(failure));
        }
        return new HttpFault(Kind.CONNECTION, "failed: " + failure.getClass().getSimpleName());
    }

    /** Converts a failed handshake that did not time out. */
    static HttpFault noTls(Throwable failure) {
        return new HttpFault(Kind.TLS, "TLS: " + TlsFault.reason(failure) + oneLine(root(failure)));
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String oneLine(Throwable failure) {
        String message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return Excerpt.oneLine(message, LONGEST_REASON);
    }
}
