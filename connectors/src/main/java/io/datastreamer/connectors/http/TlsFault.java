package io.datastreamer.connectors.http;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Why no TLS came about, in the words of who has to mend it. */
final class TlsFault {
    private static final int DEEPEST = 16;

    private TlsFault() {}

    /** What is wrong, to stand before the failure's own text. */
    static String reason(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; i < DEEPEST && cause != null; i++) {
            String reason = reasonOf(cause);
            if (!reason.isEmpty()) {
                return reason + ": ";
            }
            cause = cause.getCause();
        }
        return failure instanceof SSLException ? "" : "the connection ended within the handshake: ";
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
        if (message.startsWith("Received fatal alert")) {
            return "the server refused the handshake";
        }
        return message.startsWith("Unsupported or unrecognized SSL message") ? "the server speaks no TLS there" : "";
    }
}
