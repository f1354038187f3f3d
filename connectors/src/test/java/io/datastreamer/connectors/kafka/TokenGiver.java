package io.datastreamer.connectors.kafka;

import io.datastreamer.connectors.conformance.Receiver;
import io.datastreamer.connectors.conformance.Reply;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import static java.nio.charset.StandardCharsets.UTF_8;

/** A token endpoint whose tokens {@link SecureBroker} accepts: unsigned claims. */
final class TokenGiver implements AutoCloseable {
    private final Receiver endpoint;

    /** Gives these tokens in turn, and repeats the last one. */
    TokenGiver(String... tokens) {
        Reply[] replies = new Reply[tokens.length];
        for (int i = 0; i < tokens.length; i++) {
            replies[i] = Reply.of(
                    200, "{\"access_token\":\"" + tokens[i] + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}");
        }
        endpoint = new Receiver(Reply.inTurn(replies));
    }

    /** A token that expires at this time. */
    static String token(String scope, Instant end) {
        String claims = "{\"sub\":\"data-streamer\",\"scope\":\"%s\",\"iat\":%d,\"exp\":%d}"
                .formatted(scope, Instant.now().getEpochSecond() - 60, end.getEpochSecond());
        return base64("{\"alg\":\"none\"}") + "." + base64(claims) + ".";
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }

    /** How often a token was requested. */
    int asked() {
        return endpoint.received().size();
    }

    /** The settings of a data stream that gets its tokens here. */
    Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(SecureBroker.trusting());
        settings.putAll(Map.of(
                "sasl_mechanism", "OAUTHBEARER",
                "token_url", endpoint.url("/token"),
                "client_id", "data-streamer",
                "client_secret", "hush-hush-client",
                "sasl_extensions", Map.of("logicalCluster", "lkc-1234")));
        return settings;
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
