package io.datastreamer.connectors.http;

import io.datastreamer.contract.Exchange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import okhttp3.Headers;

/**
 * Selects the headers of an exchange that people may read. Of a request, only values that are known to be harmless are
 * shown; of an answer, all but those meant to be stored and those that repeat a secret.
 */
final class ShownHeaders {
    static final String MASK = "***";

    private static final int MOST = 64;
    private static final int LONGEST = 512;

    private static final Set<String> HARMLESS = Set.of(
            "accept",
            "accept-encoding",
            "amz-sdk-invocation-id",
            "amz-sdk-request",
            "connection",
            "content-encoding",
            "content-length",
            "content-md5",
            "content-type",
            "date",
            "expect",
            "host",
            "if-none-match",
            "transfer-encoding",
            "user-agent",
            "webhook-id",
            "webhook-signature",
            "webhook-timestamp",
            "x-amz-content-sha256",
            "x-amz-date",
            "x-amz-decoded-content-length",
            "x-amz-sdk-checksum-algorithm",
            "x-amz-target",
            "x-amz-trailer");

    private static final Pattern MADE_TO_BE_KEPT = Pattern.compile("cookie|auth|token|secret|session|key");

    private ShownHeaders() {}

    static boolean isHarmless(String name) {
        return HARMLESS.contains(name.toLowerCase(Locale.ROOT));
    }

    static List<Exchange.Header> ofRequest(Headers headers, Collection<String> secrets) {
        return shown(headers, secrets, ShownHeaders::isHarmless);
    }

    static List<Exchange.Header> ofAnswer(Headers headers, Collection<String> secrets) {
        return shown(
                headers,
                secrets,
                name -> !MADE_TO_BE_KEPT.matcher(name.toLowerCase(Locale.ROOT)).find());
    }

    private static List<Exchange.Header> shown(
            Headers headers, Collection<String> secrets, Predicate<String> isHarmless) {
        List<Exchange.Header> shown = new ArrayList<>();
        for (int i = 0; i < headers.size() && i < MOST; i++) {
            String value = headers.value(i);
            boolean masked = !isHarmless.test(headers.name(i)) || Excerpt.repeats(value, secrets);
            shown.add(new Exchange.Header(
                    Excerpt.oneLine(headers.name(i), LONGEST), masked ? MASK : Excerpt.oneLine(value, LONGEST)));
        }
        return shown;
    }
}
