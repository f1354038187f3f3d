package io.datastreamer.connectors.rest;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import io.datastreamer.connectors.conformance.AgainstReceiver;
import io.datastreamer.connectors.conformance.Documents;
import io.datastreamer.connectors.conformance.Received;
import io.datastreamer.connectors.conformance.Reply;
import io.datastreamer.connectors.conformance.Sent;
import io.datastreamer.connectors.spi.Client;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Signatures as a receiver checks them, with the reference library of Standard Webhooks. */
class RestSigningTest extends AgainstReceiver {
    private static final String SECRET = RestConformance.SIGNING_SECRET;

    RestSigningTest() {
        super(Reply.of(200, "ok"));
    }

    @Test
    void areVerifiedByTheReferenceLibrary() throws Exception {
        Received request = signedRequest(1, 2, 3);

        new Webhook(SECRET).verify(request.text(), headers(request));

        assertThat(request.text()).startsWith("[{\"id\":1,").contains("Zürich");
    }

    @Test
    void doNotFitAnotherBodySecretOrId() throws Exception {
        Received request = signedRequest(1, 2, 3);

        assertRefused(new Webhook(SECRET), request.text().replace("\"id\":1", "\"id\":9"), headers(request));
        assertRefused(new Webhook("whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"), request.text(), headers(request));
        Map<String, List<String>> otherId = headers(request);
        otherId.put("webhook-id", List.of("msg_other"));
        assertRefused(new Webhook(SECRET), request.text(), otherId);
    }

    @Test
    void carryTheSameIdForTheSameDocuments() throws Exception {
        String first = signedRequest(1, 2, 3).headers().get("webhook-id");
        receiver.received().clear();

        assertThat(signedRequest(1, 2, 3).headers().get("webhook-id")).isEqualTo(first);
        receiver.received().clear();
        assertThat(signedRequest(1, 2).headers().get("webhook-id")).isNotEqualTo(first);
    }

    @Test
    void coverABareObjectAsItIsSent() throws Exception {
        Map<String, String> settings =
                Map.of("url", receiver.url("/in"), "body", "object", "method", "PATCH", "signing_secret", SECRET);
        try (Client client = Rest.openSingle(transport, settings)) {
            Sent.of(client, Documents.batch(7));
        }
        Received request = receiver.received().get(0);
        assertThat(request.text()).isEqualTo(Documents.json(7));
        new Webhook(SECRET).verify(request.text(), headers(request));
    }

    private Received signedRequest(long... ids) throws Exception {
        try (Client client = Rest.open(transport, Map.of("url", receiver.url("/in"), "signing_secret", SECRET))) {
            Sent.of(client, Documents.batch(ids));
        }
        return receiver.received().get(0);
    }

    private static void assertRefused(Webhook webhook, String body, Map<String, List<String>> headers) {
        assertThatExceptionOfType(WebhookVerificationException.class).isThrownBy(() -> webhook.verify(body, headers));
    }

    private static Map<String, List<String>> headers(Received request) {
        return request.headers().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
    }
}
