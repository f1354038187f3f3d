package io.datastreamer.connectors.tls;

import io.datastreamer.connectors.settings.SettingsException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Checks that a key belongs to the first certificate of a chain. It does so once, when first asked, because that takes
 * milliseconds, and a restored job opens thousands of clients. Thread-safe.
 */
public final class ChainFit {
    private final List<X509Certificate> chain;
    private final @Nullable PrivateKey key;
    private boolean isKnown;
    private @Nullable String fault;

    /** @param key null if there is no chain */
    ChainFit(List<X509Certificate> chain, @Nullable PrivateKey key) {
        this.chain = chain;
        this.key = key;
    }

    /**
     * Requires that the key fits.
     *
     * @throws SettingsException when the key belongs to another certificate
     */
    synchronized void require() throws SettingsException {
        if (!isKnown) {
            fault = key == null ? null : fault(key);
            isKnown = true;
        }
        if (fault != null) {
            throw new SettingsException(fault);
        }
    }

    private @Nullable String fault(PrivateKey of) {
        if (KeyFit.isOf(of, chain.get(0).getPublicKey())) {
            return null;
        }
        for (X509Certificate other : chain) {
            if (KeyFit.isOf(of, other.getPublicKey())) {
                return "client_certificate: must begin with the certificate that the key belongs to";
            }
        }
        return "client_key: belongs to another certificate than client_certificate";
    }
}
