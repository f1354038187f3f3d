package io.datastreamer.connectors.http;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Explains why a TLS handshake failed, in the words of whoever has to fix it. */
final class TlsFault {
    private static final int DEEPEST = 16;
    private static final String BROKEN_OFF = "the connection ended within the handshake";
    private static final String ALERT = "Received fatal alert: ";

    private TlsFault() {}

    /** The reason, to be put before the failure's own text. */
    static String reason(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; i < DEEPEST && cause != null; i++) {
            String reason = reasonOf(cause);
            if (!reason.isEmpty()) {
                return reason + ": ";
            }
            cause = cause.getCause();
        }
        return failure instanceof SSLException ? "" : BROKEN_OFF + ": ";
    }

    private static String reasonOf(Throwable cause) {
        if (cause instanceof CertificateExpiredException) {
            return "the certificate has expired";
        }
        if (cause instanceof CertificateNotYetValidException) {
            return "the certificate is not valid yet";
        }
        if (cause instanceof SSLPeerUnverifiedException) {
            return "the certificate is for another name";
        }
        if (cause instanceof CertPathBuilderException) {
            return "the certificate's issuer is not known, or the server does not send the certificates between";
        }
        String message = String.valueOf(cause.getMessage());
        if (message.startsWith(ALERT)) {
            return refusal(message.substring(ALERT.length()));
        }
        if (message.startsWith("Remote host terminated the handshake")) {
            return BROKEN_OFF;
        }
        return message.startsWith("Unsupported or unrecognized SSL message") ? "the server speaks no TLS there" : "";
    }

    /** What a server means by an alert (RFC 8446, section 6.2): alerts about certificates are about the client's. */
    private static String refusal(String alert) {
        return switch (alert) {
            case "certificate_required" -> "the server wants a client certificate";
            case "bad_certificate",
                    "unsupported_certificate",
                    "certificate_revoked",
                    "certificate_expired",
                    "certificate_unknown",
                    "unknown_ca",
                    "access_denied" -> "the server refused the client certificate, or that there is none";
            case "protocol_version" -> "the server speaks no version of TLS that is allowed here";
            default -> "the server refused the handshake";
        };
    }
}
