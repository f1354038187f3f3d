package io.datastreamer.connectors.http;

import io.datastreamer.connectors.spi.Outcome;
import java.util.Collection;

/** Decides what the result of a request means, unless the receiver's own protocol says otherwise. */
public final class HttpVerdict {
    private HttpVerdict() {}

    /**
     * Decides about any result.
     *
     * @param result an answer, or the reason why there is none
     * @param secrets secrets that no text may show
     */
    public static Outcome of(HttpResult result, Collection<String> secrets) {
        return result instanceof HttpAnswer answer ? of(answer, secrets) : of((HttpFault) result);
    }

    /** Decides if there was no answer. */
    public static Outcome of(HttpFault fault) {
        int status = fault.kind().remoteStatus();
        if (fault.kind() == HttpFault.Kind.ADDRESS_REFUSED) {
            return Outcome.forbidden(status, fault.reason());
        }
        return fault.kind().isBeforeRequest()
                ? Outcome.unreached(status, fault.reason())
                : Outcome.unanswered(status, fault.reason());
    }

    /**
     * Decides about an answer: a 2xx is a delivery; 400, 413 and 422 are about the content; 3xx, 408, 425, 429 and 5xx
     * are temporary; every other 4xx is for the customer to fix.
     *
     * @param answer the answer
     * @param secrets secrets that no text may show
     */
    public static Outcome of(HttpAnswer answer, Collection<String> secrets) {
        int status = answer.status();
        return switch (status) {
            case 400, 413, 422 -> Outcome.contentRefused(status, text(answer, secrets));
            case 408, 425 -> Outcome.tryAgain(status, text(answer, secrets), null);
            case 429 -> Outcome.tryAgain(status, text(answer, secrets), answer.retryAfter());
            default -> {
                if (status >= 200 && status < 300) {
                    yield Outcome.delivered(status);
                }
                yield status >= 400 && status < 500
                        ? Outcome.configurationBroken(status, text(answer, secrets))
                        : Outcome.tryAgain(status, text(answer, secrets), status >= 500 ? answer.retryAfter() : null);
            }
        };
    }

    /** The answer, for people to read. */
    public static String text(HttpAnswer answer, Collection<String> secrets) {
        String excerpt = Excerpt.of(answer, secrets);
        String redirect = answer.status() >= 300 && answer.status() < 400 ? " (redirects are not followed)" : "";
        return "HTTP " + answer.status() + redirect + (excerpt.isEmpty() ? "" : ": " + excerpt);
    }
}
