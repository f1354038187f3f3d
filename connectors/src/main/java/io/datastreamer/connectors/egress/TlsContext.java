package io.datastreamer.connectors.egress;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Sets up the TLS of connections.
 *
 * @param context its sessions are shared with nobody else
 * @param trust decides which server certificates are accepted
 */
public record TlsContext(SSLContext context, X509TrustManager trust) {

    /** Without a client certificate. */
    public static TlsContext trusting(X509TrustManager trust) {
        return with(trust, null);
    }

    /**
     * With a client certificate for servers that ask for one.
     *
     * @param trust decides which server certificates are accepted
     * @param key the certificate's key
     * @param chain the certificate, followed by those between it and its authority
     */
    public static TlsContext showing(X509TrustManager trust, PrivateKey key, List<X509Certificate> chain) {
        return with(trust, new KeyManager[] {new OneCertificate(key, chain)});
    }

    private static TlsContext with(X509TrustManager trust, KeyManager @Nullable [] keys) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, new TrustManager[] {trust}, null);
            return new TlsContext(context, trust);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }

    /** Trusts certificates that these authorities have issued. */
    public static X509TrustManager authorities(Collection<X509Certificate> certificates) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (X509Certificate certificate : certificates) {
                store.setCertificateEntry("a" + number++, certificate);
            }
            return trust(store);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("certificates in memory can be trusted", e);
        }
    }

    /** Trusts certificates that the JDK's authorities have issued. */
    public static X509TrustManager publicAuthorities() {
        try {
            return trust(null);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has authorities", e);
        }
    }

    private static X509TrustManager trust(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager trust : factory.getTrustManagers()) {
            if (trust instanceof X509TrustManager x509) {
                return x509;
            }
        }
        throw new IllegalStateException("the JDK trusts no certificates of X.509");
    }
}
