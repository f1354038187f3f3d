package io.datastreamer.connectors.oauth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastreamer.connectors.http.HttpAnswer;
import io.datastreamer.connectors.http.HttpFault;
import io.datastreamer.connectors.http.HttpResult;
import io.datastreamer.connectors.http.HttpSending;
import io.datastreamer.connectors.http.HttpVerdict;
import io.datastreamer.connectors.http.SharedCredential;
import io.datastreamer.connectors.spi.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A data stream's access token, which is requested when first needed, and again shortly before it expires. Thread-safe.
 */
public final class AccessTokens {
    private static final Duration RENEWED_BEFORE_END = Duration.ofSeconds(60);
    private static final long MOST_SECONDS = Duration.ofDays(1).toSeconds();
    private static final int UNAUTHORIZED = 401;
    private static final int BAD_GATEWAY = 502;
    /** RFC 6750, section 2.1; other characters could change the request. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]+");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TokenRequests requests;
    private final Set<String> secrets;
    private final LongSupplier nanos;
    private final SharedCredential<Grant> shared = new SharedCredential<>(this::isGood);

    /**
     * Creates it without a token.
     *
     * @param requests requests tokens
     * @param secrets secrets that no text may show
     * @param nanos a monotonic clock
     */
    public AccessTokens(TokenRequests requests, Set<String> secrets, LongSupplier nanos) {
        this.requests = requests;
        this.secrets = secrets;
        this.nanos = nanos;
    }

    /**
     * The result of requesting a token.
     *
     * @param token null if there is none
     * @param failure the outcome for a request that needs one; null with a token
     * @param staleAt when to renew it, in nanoseconds of the clock
     */
    public record Grant(@Nullable String token, @Nullable Outcome failure, long staleAt) {
        private static Grant refused(Outcome failure) {
            return new Grant(null, failure, 0);
        }

        /** Shows no token. */
        @Override
        public String toString() {
            return failure == null ? "Grant" : "Grant[" + failure.error() + "]";
        }
    }

    /** Returns the current token, or the result of requesting one. Called by the sending's thread. */
    public SharedCredential.Found<Grant> get(HttpSending sending) throws Exception {
        return shared.get(sending, () -> asked(sending));
    }

    /** A request that needs a token. */
    @FunctionalInterface
    public interface Bearing {
        /** Sends it and waits for its result. */
        HttpResult send(String token) throws Exception;
    }

    /** Decides what a result means. */
    @FunctionalInterface
    public interface Meaning {
        /**
         * Returns the outcome of a result.
         *
         * @param secrets secrets that no text may show
         */
        Outcome of(HttpResult result, Set<String> secrets) throws Exception;
    }

    /**
     * Sends a request with the token. If the receiver does not accept a kept token any more (401), it is dropped, and
     * the request is sent once more with a new one. Called by the sending's thread.
     */
    public Outcome send(HttpSending sending, Bearing request, Meaning meaning) throws Exception {
        boolean again = false;
        while (true) {
            SharedCredential.Found<Grant> found = get(sending);
            Grant grant = found.value();
            String token = grant.token();
            if (token == null) {
                return Objects.requireNonNull(grant.failure());
            }
            HttpResult result = request.send(token);
            boolean isRefused = result instanceof HttpAnswer answer && answer.status() == UNAUTHORIZED;
            if (again || !isRefused || found.isNew()) {
                Set<String> hidden = new HashSet<>(secrets);
                hidden.add(token);
                return meaning.of(result, hidden);
            }
            drop(grant);
            again = true;
        }
    }

    private boolean isGood(Grant grant) {
        return grant.token() != null && nanos.getAsLong() - grant.staleAt() < 0;
    }

    /** Drops a token that the receiver does not accept any more. */
    public void drop(Grant grant) {
        shared.forget(grant);
    }

    private Grant asked(HttpSending sending) throws Exception {
        Grant first = asked(sending, requests.next());
        String token = first.token();
        TokenRequests.TokenRequest further = token == null ? null : requests.further(token);
        return further == null ? first : asked(sending, further);
    }

    private Grant asked(HttpSending sending, TokenRequests.TokenRequest asked) throws Exception {
        // aside: the answer holds the token
        HttpResult result = sending.aside(() -> sending.send(asked.request()));
        return result instanceof HttpAnswer answer ? granted(answer, asked) : failed((HttpFault) result);
    }

    /** The documents' request did not reach the receiver, whatever happened to this one. */
    private static Grant failed(HttpFault fault) {
        int status = fault.kind().remoteStatus();
        String text = "token endpoint: " + fault.reason();
        return switch (fault.kind()) {
            case ADDRESS_REFUSED -> Grant.refused(Outcome.forbidden(status, text));
            case CANCELLED, CLOSED -> Grant.refused(Outcome.unanswered(status, fault.reason()));
            default -> Grant.refused(Outcome.unreached(status, text));
        };
    }

    private Grant granted(HttpAnswer answer, TokenRequests.TokenRequest asked) {
        int status = answer.status();
        if (status / 100 == 2) {
            return read(answer, asked);
        }
        Set<String> hidden = new HashSet<>(secrets);
        hidden.addAll(asked.secrets());
        String text = "token endpoint: " + HttpVerdict.text(answer, hidden);
        boolean passes = status / 100 != 4 || status == 408 || status == 425 || status == 429;
        return Grant.refused(passes ? Outcome.unreached(status, text) : Outcome.configurationBroken(status, text));
    }

    private Grant read(HttpAnswer answer, TokenRequests.TokenRequest asked) {
        JsonNode json;
        try {
            json = JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            // the exception's message shows the input
            return unclear("is not JSON");
        } catch (IOException e) {
            throw new IllegalStateException("memory can always be read", e);
        }
        String token = json.path(asked.tokenMember()).asText("");
        if (token.isEmpty()) {
            return unclear("has no " + asked.tokenMember());
        }
        if (!TOKEN.matcher(token).matches()) {
            return unclear("has an " + asked.tokenMember() + " with characters that no bearer token can have");
        }
        if (!json.path("token_type").asText("Bearer").equalsIgnoreCase("Bearer")) {
            return unclear("has another token_type than Bearer");
        }
        long seconds = Math.min(json.path("expires_in").asLong(asked.usualSeconds()), MOST_SECONDS);
        // short-lived tokens are used for most of their life
        long early = Math.min(RENEWED_BEFORE_END.toSeconds(), seconds / 5);
        return new Grant(
                token,
                null,
                nanos.getAsLong()
                        + Duration.ofSeconds(Math.max(0, seconds - early)).toNanos());
    }

    private static Grant unclear(String what) {
        return Grant.refused(Outcome.unreached(BAD_GATEWAY, "token endpoint: its answer " + what));
    }
}
