package io.datastreamer.connectors.http;

import io.datastreamer.connectors.secrets.SealedBodies;
import io.datastreamer.connectors.secrets.SecretMembers;
import io.datastreamer.connectors.spi.Outcome;
import io.datastreamer.contract.DeliveryAttempt;
import io.datastreamer.contract.Exchange;
import io.datastreamer.contract.StreamConfiguration;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Records what went over the wire for a data stream: for each failure, and for one success a minute. A record is made
 * afterwards from what is there anyway, so a request that is not recorded only costs reading a clock. Thread-safe.
 */
final class ExchangeNotes {
    private static final int MOST_SENT = 64 * 1024;
    private static final int MOST_ANSWERED = 4 * 1024;
    private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);
    /** Shorter texts occur by chance in any text. */
    private static final int SHORTEST_SECRET = 4;

    private static final int SHORTEST_PART = 8;

    private final StreamConfiguration stream;
    private final @Nullable SealedBodies bodies;
    private final BodyRoom room;
    private final Set<String> secrets = new LinkedHashSet<>();
    private final AtomicLong successIsDue = new AtomicLong(System.nanoTime());

    /**
     * Creates it.
     *
     * @param stream the data stream, with its settings in clear
     * @param bodies encrypts bodies; null to keep none
     * @param room limits how many bytes of bodies are kept
     */
    ExchangeNotes(StreamConfiguration stream, @Nullable SealedBodies bodies, BodyRoom room) {
        this.stream = stream;
        this.bodies = bodies;
        this.room = room;
        for (String member : SecretMembers.of(stream.apiType())) {
            addSecrets(secrets, stream.settings().get(member));
        }
    }

    private static void addSecrets(Set<String> secrets, @Nullable Object value) {
        if (value instanceof Map<?, ?> values) {
            values.values().forEach(each -> addSecrets(secrets, each));
        } else if (value instanceof String text && text.length() >= SHORTEST_SECRET) {
            secrets.add(text);
            // also the part after a scheme, and the values of a query
            for (String part : text.split("[\\s&=]+", -1)) {
                if (part.length() >= SHORTEST_PART) {
                    secrets.add(part);
                }
            }
        }
    }

    /** Returns the outcome, with a record of the exchange if one is due. */
    Outcome on(Outcome outcome, HttpExchange exchange) {
        return outcome.verdict() != DeliveryAttempt.Outcome.DELIVERED || isSuccessDue()
                ? outcome.withExchange(note(exchange))
                : outcome;
    }

    private boolean isSuccessDue() {
        long due = successIsDue.get();
        long now = System.nanoTime();
        return now - due >= 0 && successIsDue.compareAndSet(due, now + MINUTE_NANOS);
    }

    private Exchange note(HttpExchange exchange) {
        Request sent = exchange.sent();
        Set<String> hidden = new LinkedHashSet<>(secrets);
        sent.headers().forEach(header -> {
            if (!ShownHeaders.isHarmless(header.getFirst())) {
                addSecrets(hidden, header.getSecond());
            }
        });
        HttpUrl url = sent.url();
        addSecrets(hidden, url.query());
        for (int i = 0; i < url.querySize(); i++) {
            addSecrets(hidden, url.queryParameterValue(i));
        }
        return new Exchange(
                request(sent, hidden),
                exchange.result() instanceof HttpAnswer answer ? response(answer, hidden) : null,
                exchange.timing().told());
    }

    private Exchange.Request request(Request sent, Collection<String> hidden) {
        HttpUrl url = sent.url();
        String line = sent.method() + " " + url.encodedPath() + (url.query() == null ? "" : "?" + ShownHeaders.MASK)
                + " HTTP/1.1";
        SlicesBody body = sent.body() instanceof SlicesBody slices ? slices : null;
        long length = body == null ? 0 : body.contentLength();
        String sealed = null;
        boolean truncated = false;
        if (bodies != null && body != null && length > 0 && room.take(Math.min(length, MOST_SENT))) {
            byte[] wire = body.beginning(MOST_SENT);
            byte[] kept = "gzip".equals(sent.header("Content-Encoding")) ? unzipped(wire) : wire;
            truncated = length > MOST_SENT || kept.length > MOST_SENT;
            sealed = seal(bodies, kept, MOST_SENT, SealedBodies.REQUEST);
        }
        return new Exchange.Request(line, ShownHeaders.ofRequest(sent.headers(), hidden), length, truncated, sealed);
    }

    private Exchange.Response response(HttpAnswer answer, Collection<String> hidden) {
        byte[] body = answer.body();
        String sealed = null;
        boolean truncated = false;
        if (bodies != null
                && body.length > 0
                && !Excerpt.repeats(new String(body, StandardCharsets.ISO_8859_1), hidden)
                && room.take(Math.min(body.length, MOST_ANSWERED))) {
            truncated = !answer.whole() || body.length > MOST_ANSWERED;
            sealed = seal(bodies, body, MOST_ANSWERED, SealedBodies.RESPONSE);
        }
        return new Exchange.Response(
                answer.status(), ShownHeaders.ofAnswer(answer.headers(), hidden), truncated, sealed);
    }

    private String seal(SealedBodies by, byte[] body, int most, String member) {
        byte[] kept = body.length > most ? Arrays.copyOf(body, most) : body;
        return by.seal(kept, stream.organisationId(), stream.id(), member);
    }

    /** Decompresses the beginning of a body: one byte more than is kept shows that there is more. */
    private static byte[] unzipped(byte[] beginning) {
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try (GZIPInputStream zip = new GZIPInputStream(new ByteArrayInputStream(beginning))) {
            for (int n = zip.read(buffer); n >= 0 && plain.size() <= MOST_SENT; n = zip.read(buffer)) {
                plain.write(buffer, 0, n);
            }
        } catch (IOException e) {
            // expected: the beginning is cut off
            return plain.size() == 0 ? beginning : plain.toByteArray();
        }
        return plain.toByteArray();
    }
}
