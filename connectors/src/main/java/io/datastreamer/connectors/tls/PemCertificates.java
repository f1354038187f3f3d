package io.datastreamer.connectors.tls;

import io.datastreamer.connectors.settings.SettingsException;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Reads certificates from PEM. */
public final class PemCertificates {
    private static final String LABEL = "CERTIFICATE";

    private PemCertificates() {}

    /**
     * Returns all certificates of a text, in order; at least one.
     *
     * @param member the setting, for messages
     * @throws SettingsException when there is none, or the text has other blocks
     */
    public static List<X509Certificate> read(String member, String text) throws SettingsException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Pem.Block block : Pem.blocks(member, text, LABEL)) {
            if (!block.label().equals(LABEL)) {
                throw new SettingsException(member + ": has a block that is no certificate, but "
                        + (block.label().endsWith("PRIVATE KEY") ? "a private key" : "something else"));
            }
            certificates.add(certificate(member, block.der(member)));
        }
        return List.copyOf(certificates);
    }

    private static X509Certificate certificate(String member, byte[] der) throws SettingsException {
        try {
            ByteArrayInputStream in = new ByteArrayInputStream(der);
            X509Certificate read =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            if (in.available() == 0) {
                return read;
            }
        } catch (CertificateException e) {
            // reported below
        }
        throw new SettingsException(member + ": has a block that is no X.509 certificate, or a damaged one");
    }
}
