package io.datastreamer.connectors.azure;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Locale;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Signs requests with a storage account's key ("Authorize with Shared Key" of the services' REST API).
 *
 * @param account its name
 * @param base64 the key
 */
record SharedKey(String account, String base64) {
    private static final String OURS = "x-ms-";

    /**
     * Returns the value of {@code Authorization}.
     *
     * @param method of the request
     * @param url without a query
     * @param headers all headers that are part of the signature
     * @param length of the body, in bytes
     */
    String authorization(String method, HttpUrl url, Headers headers, long length) {
        StringBuilder signed = new StringBuilder();
        signed.append(method).append('\n');
        line(headers.get("Content-Encoding"), signed);
        line(headers.get("Content-Language"), signed);
        line(length == 0 ? "" : Long.toString(length), signed);
        line(headers.get("Content-MD5"), signed);
        line(headers.get("Content-Type"), signed);
        // the date is in its own header
        line("", signed);
        line(headers.get("If-Modified-Since"), signed);
        line(headers.get("If-Match"), signed);
        line(headers.get("If-None-Match"), signed);
        line(headers.get("If-Unmodified-Since"), signed);
        line(headers.get("Range"), signed);
        TreeMap<String, String> ours = new TreeMap<>();
        headers.forEach(header -> {
            String name = header.getFirst().toLowerCase(Locale.ROOT);
            if (name.startsWith(OURS)) {
                ours.put(name, header.getSecond());
            }
        });
        ours.forEach((name, value) -> line(name + ":" + value, signed));
        signed.append('/').append(account).append(url.encodedPath());
        return "SharedKey " + account + ":" + hmac(signed.toString());
    }

    private static void line(@Nullable String value, StringBuilder to) {
        to.append(value == null ? "" : value).append('\n');
    }

    private String hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(base64), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has it", e);
        }
    }

    /** Shows the account without the key. */
    @Override
    public String toString() {
        return "SharedKey[" + account + "]";
    }
}
