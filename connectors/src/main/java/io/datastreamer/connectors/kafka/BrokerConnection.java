package io.datastreamer.connectors.kafka;

import io.datastreamer.connectors.egress.Wire;
import io.datastreamer.connectors.spi.Outcome;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.message.ApiVersionsResponseData;
import org.apache.kafka.common.message.SaslAuthenticateRequestData;
import org.apache.kafka.common.message.SaslAuthenticateResponseData;
import org.apache.kafka.common.message.SaslHandshakeRequestData;
import org.apache.kafka.common.message.SaslHandshakeResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.ApiVersionsRequest;
import org.apache.kafka.common.requests.ApiVersionsResponse;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.SaslAuthenticateRequest;
import org.apache.kafka.common.requests.SaslAuthenticateResponse;
import org.apache.kafka.common.requests.SaslHandshakeRequest;
import org.apache.kafka.common.requests.SaslHandshakeResponse;
import org.jspecify.annotations.Nullable;
import static java.nio.charset.StandardCharsets.UTF_8;

/** A connection to one broker, which answers requests in order. Used by one thread, except for {@link #close}. */
final class BrokerConnection implements Closeable {
    private static final String CLIENT_ID = "data-streamer";
    private static final int LONGEST_ANSWER = 4 << 20;
    /** The start of a TLS alert: a broker that expects TLS answers a message in clear with it. */
    private static final int TLS_ALERT = 0x1503;

    /** The last version that refers to topics by name. */
    private static final short PRODUCE_BY_NAME = 12;

    private static final short FIRST = 0;
    private static final short SASL_IN_REQUESTS = 1;

    private final Wire wire;
    private final DataInputStream in;
    private final Map<Short, Short> versions = new HashMap<>();
    private int correlation;
    private long authenticatedUntil = Long.MAX_VALUE;

    /** Uses a new connection, with or without TLS. */
    BrokerConnection(Wire wire) {
        this.wire = wire;
        this.in = new DataInputStream(wire.in());
    }

    /** Asks for the versions that the broker speaks; must come first. */
    void greet() throws IOException, RefusedException {
        ApiVersionsResponseData answer =
                ((ApiVersionsResponse) call(new ApiVersionsRequest.Builder(FIRST), FIRST)).data();
        requireNone(Errors.forCode(answer.errorCode()), null, Set.of());
        for (ApiVersionsResponseData.ApiVersion each : answer.apiKeys()) {
            versions.put(each.apiKey(), each.maxVersion());
        }
    }

    /** Logs in. */
    void authenticate(Sasl sasl, Collection<String> secrets) throws IOException, RefusedException {
        SaslHandshakeResponseData handshake = ((SaslHandshakeResponse) call(
                        new SaslHandshakeRequest.Builder(new SaslHandshakeRequestData().setMechanism(sasl.mechanism())),
                        SASL_IN_REQUESTS))
                .data();
        if (handshake.errorCode() == Errors.UNSUPPORTED_SASL_MECHANISM.code()) {
            throw new RefusedException(KafkaVerdict.of(
                    Errors.UNSUPPORTED_SASL_MECHANISM,
                    "the broker takes " + String.join(", ", handshake.mechanisms()) + " and not " + sasl.mechanism(),
                    secrets));
        }
        requireNone(Errors.forCode(handshake.errorCode()), null, secrets);
        long start = System.nanoTime();
        SaslAuthenticateResponseData answer = say(sasl.first(), secrets);
        if (sasl.isScram()) {
            try {
                answer = say(sasl.last(answer.authBytes()), secrets);
            } catch (GeneralSecurityException e) {
                throw new RefusedException(
                        Outcome.unreached(KafkaVerdict.BAD_GATEWAY, "the broker's authentication: " + e.getMessage()));
            }
            if (!sasl.isProvedBy(answer.authBytes())) {
                throw new RefusedException(Outcome.unreached(
                        KafkaVerdict.BAD_GATEWAY, "the broker does not know the password itself: it is another one"));
            }
        }
        if (!sasl.isScram() && answer.authBytes().length > 0) {
            // the broker refuses the token: the error follows
            answer = say(Sasl.REFUSAL_IS_READ, secrets);
            throw new RefusedException(
                    KafkaVerdict.of(Errors.SASL_AUTHENTICATION_FAILED, new String(answer.authBytes(), UTF_8), secrets));
        }
        long lifetime = answer.sessionLifetimeMs();
        if (lifetime > 0) {
            // a request after the session's end would break the connection
            authenticatedUntil = start + lifetime * 1_000_000 / 10 * 8;
        }
    }

    private SaslAuthenticateResponseData say(byte[] message, Collection<String> secrets)
            throws IOException, RefusedException {
        SaslAuthenticateResponseData answer = ((SaslAuthenticateResponse) call(
                        new SaslAuthenticateRequest.Builder(new SaslAuthenticateRequestData().setAuthBytes(message))))
                .data();
        requireNone(Errors.forCode(answer.errorCode()), answer.errorMessage(), secrets);
        return answer;
    }

    private static void requireNone(Errors error, @Nullable String said, Collection<String> secrets)
            throws RefusedException {
        if (error != Errors.NONE) {
            throw new RefusedException(KafkaVerdict.of(error, said, secrets));
        }
    }

    /** Whether the session is too near its end for further requests. */
    boolean isOver() {
        return authenticatedUntil != Long.MAX_VALUE && System.nanoTime() - authenticatedUntil >= 0;
    }

    /**
     * Sends a request, and waits for the answer.
     *
     * @throws RefusedException when the broker supports no suitable version
     */
    AbstractResponse call(AbstractRequest.Builder<?> request) throws IOException, RefusedException {
        ApiKeys key = request.apiKey();
        Short theirs = versions.get(key.id);
        int newest = Math.min(theirs == null ? -1 : theirs, request.latestAllowedVersion());
        if (key == ApiKeys.PRODUCE) {
            newest = Math.min(newest, PRODUCE_BY_NAME);
        }
        if (newest < request.oldestAllowedVersion()) {
            throw new RefusedException(KafkaVerdict.of(
                    Errors.UNSUPPORTED_VERSION,
                    "the broker speaks no version of " + key.name + " from " + request.oldestAllowedVersion()
                            + " on: it is older than Kafka 2.1",
                    Set.of()));
        }
        return call(request, (short) newest);
    }

    private AbstractResponse call(AbstractRequest.Builder<?> request, short version) throws IOException {
        RequestHeader header = new RequestHeader(request.apiKey(), version, CLIENT_ID, correlation++);
        ByteBuffer body = request.build(version).serializeWithHeader(header);
        ByteBuffer length = ByteBuffer.allocate(Integer.BYTES).putInt(0, body.remaining());
        byte[] head = length.array();
        // as one piece if it is small, so that it is sent in one packet
        wire.out().write(head);
        wire.out().write(body.array(), body.arrayOffset() + body.position(), body.remaining());
        wire.out().flush();
        return answer(header);
    }

    private AbstractResponse answer(RequestHeader header) throws IOException {
        int length;
        try {
            length = in.readInt();
        } catch (EOFException e) {
            throw new EOFException("the broker closed the connection");
        }
        if (length >>> Short.SIZE == TLS_ALERT) {
            throw new NotKafkaException("it wants TLS, and tls is off");
        }
        if (length < 0 || length > LONGEST_ANSWER) {
            throw new NotKafkaException("an answer of " + length + " bytes");
        }
        byte[] answer = in.readNBytes(length);
        if (answer.length < length) {
            throw new EOFException("the broker closed the connection within an answer");
        }
        try {
            return AbstractResponse.parseResponse(ByteBuffer.wrap(answer), header);
        } catch (RuntimeException e) {
            throw new NotKafkaException(
                    "an answer that cannot be read: " + e.getClass().getSimpleName());
        }
    }

    @Override
    public void close() {
        try {
            wire.close();
        } catch (IOException e) {
            // the connection is gone all the same
        }
    }

    /** The other side does not speak Kafka's protocol. */
    static final class NotKafkaException extends IOException {
        private static final long serialVersionUID = 1L;

        NotKafkaException(String what) {
            super("not Kafka: " + what);
        }
    }
}
