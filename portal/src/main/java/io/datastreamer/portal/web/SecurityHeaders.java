package io.datastreamer.portal.web;

import java.util.Map;
import java.util.function.BiConsumer;

/** The headers of every answer that restrict what browsers do with it to what the page needs. */
final class SecurityHeaders {
    private static final Map<String, String> ALWAYS = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
                    + " connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none';"
                    + " frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            "Cache-Control",
            "no-store");

    private final boolean https;

    SecurityHeaders(boolean https) {
        this.https = https;
    }

    /** Adds each header's name and value. */
    void addTo(BiConsumer<String, String> answer) {
        ALWAYS.forEach(answer);
        if (https) {
            answer.accept("Strict-Transport-Security", "max-age=31536000");
        }
    }
}
