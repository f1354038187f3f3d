package io.datastreamer.connectors.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.datastreamer.connectors.http.Excerpt;
import io.datastreamer.connectors.http.HttpAnswer;
import io.datastreamer.connectors.http.HttpFault;
import io.datastreamer.connectors.http.HttpResult;
import io.datastreamer.connectors.http.HttpVerdict;
import io.datastreamer.connectors.spi.Outcome;
import java.io.IOException;
import java.util.Collection;

/**
 * Decides what an answer of Google's APIs means.
 *
 * @see <a href="https://cloud.google.com/apis/design/errors">their errors</a>
 */
public final class GoogleVerdict {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ABORTED = 409;
    private static final int CANCELLED = 499;

    private GoogleVerdict() {}

    /**
     * Decides as for other APIs, with these exceptions: 409 and 499 are temporary; a 400 about the state of something
     * there ({@code FAILED_PRECONDITION}) is for the customer to fix.
     *
     * @param secrets secrets that no text may show
     */
    public static Outcome of(HttpResult result, Collection<String> secrets) {
        if (result instanceof HttpFault fault) {
            return HttpVerdict.of(fault);
        }
        HttpAnswer answer = (HttpAnswer) result;
        Outcome usual = HttpVerdict.of(answer, secrets);
        if (answer.status() / 100 == 2) {
            return usual;
        }
        JsonNode error = error(answer);
        String name = error.path("status").asText("");
        String said = Excerpt.of(name + ": " + error.path("message").asText(""), secrets);
        String text = name.isEmpty() || said.isEmpty()
                ? HttpVerdict.text(answer, secrets)
                : "HTTP " + answer.status() + ": " + said;
        return switch (answer.status()) {
            case ABORTED, CANCELLED -> Outcome.tryAgain(answer.status(), text, answer.retryAfter());
            case 400 ->
                name.equals("FAILED_PRECONDITION")
                        ? Outcome.configurationBroken(answer.status(), text)
                        : Outcome.contentRefused(answer.status(), text);
            default -> usual.withError(text);
        };
    }

    private static JsonNode error(HttpAnswer answer) {
        try {
            return JSON.readTree(answer.body()).path("error");
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }
}
