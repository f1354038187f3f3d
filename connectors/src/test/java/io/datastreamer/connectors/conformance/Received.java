package io.datastreamer.connectors.conformance;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A request as a receiver got it.
 *
 * @param line the request line
 * @param headers by lower-case name
 * @param body the body's bytes
 */
public record Received(String line, Map<String, String> headers, byte[] body) {

    public String text() {
        return new String(body, UTF_8);
    }

    /** What its signature must be, as a receiver computes it by Standard Webhooks with the secret. */
    public String signature(String secret) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.replace("whsec_", "")), "HmacSHA256"));
        String signed = headers.get("webhook-id") + "." + headers.get("webhook-timestamp") + "." + text();
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
    }
}
