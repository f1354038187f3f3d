package io.datastreamer.connectors.tls;

import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.settings.SettingsField;
import io.datastreamer.connectors.settings.SettingsReader;
import io.datastreamer.connectors.spi.Outcome;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The customer's settings for TLS with the receiver.
 *
 * @param chain {@code client_certificate}: the client's certificate, followed by those between it and its authority;
 *     empty if it has none
 * @param key {@code client_key}: the certificate's key; null without one
 * @param authorities {@code ca_certificates}: the authorities that may have issued the receiver's certificate; empty
 *     for the public ones
 * @param newestOnly {@code tls_min_version}: whether to require TLS 1.3
 * @param fit checks that the key belongs to the chain
 */
public record TlsSettings(
        List<X509Certificate> chain,
        @Nullable PrivateKey key,
        List<X509Certificate> authorities,
        boolean newestOnly,
        ChainFit fit) {
    private static final int SETTINGS_NOT_VALID = 500;
    private static final String NEWEST = "1.3";
    private static final String EXAMPLE = "-----BEGIN CERTIFICATE----- …";

    private static final SettingsField CLIENT_CERTIFICATE = SettingsField.pem("client_certificate", EXAMPLE);
    private static final SettingsField CLIENT_KEY = SettingsField.pem("client_key", "-----BEGIN PRIVATE KEY----- …");
    private static final SettingsField CA_CERTIFICATES = SettingsField.pem("ca_certificates", EXAMPLE);
    private static final SettingsField TLS_MIN_VERSION = SettingsField.choice(
                    "tls_min_version", "1.2", List.of("1.2", NEWEST))
            .asAdvanced();

    /** The members. */
    public static final List<SettingsField> FIELDS =
            List.of(CLIENT_CERTIFICATE, CLIENT_KEY, CA_CERTIFICATES, TLS_MIN_VERSION);

    /**
     * Reads and validates; null if none is given. Expiry and the fit of certificate and key are checked later, by
     * {@link #requireValid}.
     *
     * @throws SettingsException when the members are invalid or do not fit together
     */
    public static @Nullable TlsSettings read(SettingsReader reader) throws SettingsException {
        String certificate = reader.text(CLIENT_CERTIFICATE.member());
        String secret = reader.text(CLIENT_KEY.member());
        String bundle = reader.text(CA_CERTIFICATES.member());
        boolean newestOnly = reader.choice(TLS_MIN_VERSION).equals(NEWEST);
        List<X509Certificate> chain = certificates(CLIENT_CERTIFICATE, certificate);
        PrivateKey key = secret == null ? null : PemPrivateKey.read(CLIENT_KEY.member(), secret);
        List<X509Certificate> authorities = certificates(CA_CERTIFICATES, bundle);
        if (key != null && chain.isEmpty()) {
            throw new SettingsException(
                    CLIENT_CERTIFICATE.member() + ": is missing, and there is a " + CLIENT_KEY.member());
        }
        if (!chain.isEmpty()) {
            if (key == null) {
                throw new SettingsException(
                        CLIENT_KEY.member() + ": is missing, and there is a " + CLIENT_CERTIFICATE.member());
            }
        }
        return chain.isEmpty() && authorities.isEmpty() && !newestOnly
                ? null
                : new TlsSettings(chain, key, authorities, newestOnly, new ChainFit(chain, key));
    }

    private static List<X509Certificate> certificates(SettingsField field, @Nullable String text)
            throws SettingsException {
        return text == null ? List.of() : PemCertificates.read(field.member(), text);
    }

    /** When the first certificate of the {@link #chain} expires; null without one. */
    public @Nullable Instant expiresAt() {
        return chain.stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Instant::compareTo)
                .orElse(null);
    }

    /**
     * Checks that the client's certificates are valid at a time, and that the key belongs to the first one. Takes
     * milliseconds the first time.
     *
     * @throws SettingsException when one has expired or is not valid yet, or the key belongs to another
     */
    public void requireValid(Instant now) throws SettingsException {
        fit.require();
        for (X509Certificate certificate : chain) {
            Instant from = certificate.getNotBefore().toInstant();
            Instant until = certificate.getNotAfter().toInstant();
            if (until.isBefore(now)) {
                throw new SettingsException(CLIENT_CERTIFICATE.member() + ": has expired at " + seconds(until));
            }
            if (from.isAfter(now)) {
                throw new SettingsException(CLIENT_CERTIFICATE.member() + ": is not valid before " + seconds(from));
            }
        }
    }

    /** The outcome for documents while the client's certificates are not valid; null while they are. */
    public @Nullable Outcome refusal(Instant now) {
        try {
            requireValid(now);
            return null;
        } catch (SettingsException e) {
            return Outcome.forbidden(SETTINGS_NOT_VALID, String.valueOf(e.getMessage()));
        }
    }

    private static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Shows no key. */
    @Override
    public String toString() {
        return "TlsSettings[" + chain.size() + " certificates, until " + expiresAt() + ", " + authorities.size()
                + " authorities" + (newestOnly ? ", TLS 1.3" : "") + "]";
    }
}
