package io.datastreamer.connectors.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastreamer.connectors.http.HttpAnswer;
import io.datastreamer.connectors.http.HttpFault;
import io.datastreamer.connectors.http.HttpResult;
import io.datastreamer.connectors.http.HttpSending;
import io.datastreamer.connectors.http.HttpVerdict;
import io.datastreamer.connectors.spi.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A data stream's access token: asked for when it is first needed, and again shortly before it ends. Who needs it first
 * asks in its own thread, and who needs it meanwhile waits for that. What failed is not kept: the next request asks again.
 * Thread-safe.
 */
final class AccessTokens {
    private static final Duration RENEWED_BEFORE_END = Duration.ofSeconds(60);
    /** Where the endpoint does not say how long a token is good. */
    private static final long USUAL_SECONDS = 300;

    private static final long MOST_SECONDS = Duration.ofDays(1).toSeconds();
    private static final int BAD_GATEWAY = 502;
    /** RFC 6750, section 2.1; what has other characters would bend the request. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]+");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ClientCredentials credentials;
    private final Set<String> secrets;
    private final LongSupplier nanos;
    private @Nullable CompletableFuture<Grant> current;

    /**
     * Tokens that nobody has asked for yet.
     *
     * @param secrets what no text may show
     * @param nanos a monotonic clock
     */
    AccessTokens(ClientCredentials credentials, Set<String> secrets, LongSupplier nanos) {
        this.credentials = credentials;
        this.secrets = secrets;
        this.nanos = nanos;
    }

    /**
     * What came of asking.
     *
     * @param token null when there is none
     * @param failure what that means for a request that needs one; null with a token
     * @param staleAt from when on it is to be renewed, in nanoseconds of the clock
     * @param askedBy who asked
     * @param givenUp whether whoever asked gave up, which says nothing about the endpoint
     */
    record Grant(
            @Nullable String token, @Nullable Outcome failure, long staleAt, HttpSending askedBy, boolean givenUp) {
        private static Grant refused(Outcome failure, HttpSending askedBy) {
            return new Grant(null, failure, 0, askedBy, false);
        }

        /** The token is secret. */
        @Override
        public String toString() {
            return failure == null ? "Grant" : "Grant[" + failure.error() + "]";
        }
    }

    /** The token that there is, or what came of asking for one. From the thread that does the work of the sending. */
    Grant get(HttpSending sending) throws Exception {
        while (true) {
            CompletableFuture<Grant> mine = new CompletableFuture<>();
            CompletableFuture<Grant> asked = currentOr(mine);
            if (asked == mine) {
                ask(mine, sending);
            }
            Grant grant = sending.waitFor(asked::get);
            if (!grant.givenUp() || asked == mine) {
                return grant;
            }
        }
    }

    private synchronized CompletableFuture<Grant> currentOr(CompletableFuture<Grant> next) {
        CompletableFuture<Grant> now = current;
        if (now == null || now.isCompletedExceptionally() || (now.isDone() && isOver(now.join()))) {
            now = next;
            current = now;
        }
        return now;
    }

    private boolean isOver(Grant grant) {
        return grant.token() == null || nanos.getAsLong() - grant.staleAt() >= 0;
    }

    /** The receiver does not take this token any more. */
    synchronized void drop(Grant grant) {
        CompletableFuture<Grant> now = current;
        if (now != null
                && now.isDone()
                && !now.isCompletedExceptionally()
                && now.join().equals(grant)) {
            current = null;
        }
    }

    private void ask(CompletableFuture<Grant> mine, HttpSending sending) {
        try {
            // its answer holds the token
            HttpResult result = sending.aside(() -> sending.send(credentials.request()));
            mine.complete(
                    result instanceof HttpAnswer answer
                            ? granted(answer, sending)
                            : failed((HttpFault) result, sending));
        } catch (Throwable e) {
            // whatever it is: others wait for this
            mine.completeExceptionally(e);
        }
    }

    /** Nothing of the documents' request came to the receiver, whatever became of this one. */
    private static Grant failed(HttpFault fault, HttpSending sending) {
        int status = fault.kind().remoteStatus();
        String text = "token endpoint: " + fault.reason();
        return switch (fault.kind()) {
            case ADDRESS_REFUSED -> Grant.refused(Outcome.forbidden(status, text), sending);
            case CANCELLED, CLOSED -> new Grant(null, Outcome.unanswered(status, fault.reason()), 0, sending, true);
            default -> Grant.refused(Outcome.unreached(status, text), sending);
        };
    }

    private Grant granted(HttpAnswer answer, HttpSending sending) {
        int status = answer.status();
        if (status / 100 == 2) {
            return read(answer, sending);
        }
        String text = "token endpoint: " + HttpVerdict.text(answer, secrets);
        boolean passes = status / 100 != 4 || status == 408 || status == 425 || status == 429;
        return Grant.refused(
                passes ? Outcome.unreached(status, text) : Outcome.configurationBroken(status, text), sending);
    }

    private Grant read(HttpAnswer answer, HttpSending sending) {
        JsonNode json;
        try {
            json = JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            // its message shows what was read
            return unclear("is not JSON", sending);
        } catch (IOException e) {
            throw new IllegalStateException("memory can always be read", e);
        }
        String token = json.path("access_token").asText("");
        if (token.isEmpty()) {
            return unclear("has no access_token", sending);
        }
        if (!TOKEN.matcher(token).matches()) {
            return unclear("has an access_token with characters that no bearer token can have", sending);
        }
        if (!json.path("token_type").asText("Bearer").equalsIgnoreCase("Bearer")) {
            return unclear("has another token_type than Bearer", sending);
        }
        long seconds = Math.min(json.path("expires_in").asLong(USUAL_SECONDS), MOST_SECONDS);
        // short-lived ones for most of their life
        long early = Math.min(RENEWED_BEFORE_END.toSeconds(), seconds / 5);
        return new Grant(
                token,
                null,
                nanos.getAsLong()
                        + Duration.ofSeconds(Math.max(0, seconds - early)).toNanos(),
                sending,
                false);
    }

    private static Grant unclear(String what, HttpSending sending) {
        return Grant.refused(Outcome.unreached(BAD_GATEWAY, "token endpoint: its answer " + what), sending);
    }
}
