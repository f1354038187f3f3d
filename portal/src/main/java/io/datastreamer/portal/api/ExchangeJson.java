package io.datastreamer.portal.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.datastreamer.connectors.secrets.SealedBodies;
import io.datastreamer.contract.Exchange;
import io.datastreamer.contract.StreamConfiguration;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Writes what went over the wire in an attempt as JSON, with its bodies in clear. */
final class ExchangeJson {
    private final @Nullable SealedBodies bodies;

    /** Whether and how a body is shown. */
    private enum BodyState {
        /** The body is shown as text. */
        TEXT,
        /** The body is not text, and is not shown. */
        BINARY,
        /** There was no body, or it was not kept. */
        NOT_KEPT,
        /** It was encrypted with a key that the portal does not have. */
        UNREADABLE
    }

    /** @param bodies decrypts bodies; null if there are no keys */
    ExchangeJson(@Nullable SealedBodies bodies) {
        this.bodies = bodies;
    }

    /** Adds the members to an answer. */
    void put(ObjectNode json, StreamConfiguration stream, @Nullable Exchange exchange) {
        if (exchange == null) {
            json.putNull("request").putNull("response").putNull("timing_ms");
            return;
        }
        Exchange.Request request = exchange.request();
        ObjectNode sent = json.putObject("request").put("line", request.line());
        putHeaders(sent.putArray("headers"), request.headers());
        sent.put("body_bytes", request.bodyBytes()).put("truncated", request.truncated());
        putBody(sent, stream, request.bodySealed(), request.truncated(), SealedBodies.REQUEST);
        Exchange.Response response = exchange.response();
        if (response == null) {
            json.putNull("response");
        } else {
            ObjectNode answered = json.putObject("response").put("status", response.status());
            putHeaders(answered.putArray("headers"), response.headers());
            answered.put("truncated", response.truncated());
            putBody(answered, stream, response.bodySealed(), response.truncated(), SealedBodies.RESPONSE);
        }
        Exchange.Timing timing = exchange.timing();
        json.putObject("timing_ms")
                .put("name", timing.name())
                .put("connect", timing.connect())
                .put("tls", timing.tls())
                .put("first_byte", timing.firstByte())
                .put("end", timing.end());
    }

    private static void putHeaders(ArrayNode array, List<Exchange.Header> headers) {
        headers.forEach(header -> array.addObject().put("name", header.name()).put("value", header.value()));
    }

    private void putBody(
            ObjectNode json, StreamConfiguration stream, @Nullable String sealed, boolean truncated, String member) {
        byte[] body = sealed == null || bodies == null
                ? null
                : bodies.open(sealed, stream.organisationId(), stream.id(), member);
        String text = body == null ? null : text(body, truncated);
        BodyState state = sealed == null ? BodyState.NOT_KEPT : body == null ? BodyState.UNREADABLE : BodyState.BINARY;
        json.put("body_state", (text == null ? state : BodyState.TEXT).name()).put("body", text);
    }

    /** Decodes UTF-8; a body that was cut may end within a character. Null if it is not text. */
    private static @Nullable String text(byte[] body, boolean isCut) {
        CharsetDecoder decoder = UTF_8.newDecoder();
        CharBuffer text = CharBuffer.allocate(body.length);
        if (decoder.decode(ByteBuffer.wrap(body), text, !isCut).isError()) {
            return null;
        }
        text.flip();
        return text.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t') ? null : text.toString();
    }
}
