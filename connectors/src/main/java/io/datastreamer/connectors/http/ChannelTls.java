package io.datastreamer.connectors.http;

import io.datastreamer.connectors.egress.TlsContext;
import io.datastreamer.connectors.tls.TlsSettings;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.X509TrustManager;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;
import okhttp3.TlsVersion;
import org.jspecify.annotations.Nullable;

/**
 * The TLS of one channel, as its customer configured it. The receiver's certificate must come from the customer's
 * authorities, if there are any; other hosts that the customer names, such as a token endpoint, may also have one of a
 * public authority.
 */
final class ChannelTls {
    private final TlsSettings settings;
    private final String host;
    private final X509TrustManager usual;
    private final TlsContext there;
    private @Nullable TlsContext elsewhere;

    /**
     * Creates it.
     *
     * @param host the receiver's host
     * @param usual decides which certificates are accepted if the customer does not say
     */
    ChannelTls(TlsSettings settings, String host, X509TrustManager usual) {
        this.settings = settings;
        this.host = host;
        this.usual = usual;
        this.there = context(settings.authorities().isEmpty() ? usual : TlsContext.authorities(settings.authorities()));
    }

    /** Created only when needed: public authorities are many, and few streams have other hosts. */
    private synchronized TlsContext elsewhere() {
        TlsContext made = elsewhere;
        if (made == null) {
            List<X509Certificate> either = new ArrayList<>(settings.authorities());
            either.addAll(Arrays.asList(usual.getAcceptedIssuers()));
            made = context(TlsContext.authorities(either));
            elsewhere = made;
        }
        return made;
    }

    private TlsContext context(X509TrustManager trust) {
        PrivateKey key = settings.key();
        return key == null ? TlsContext.trusting(trust) : TlsContext.showing(trust, key, settings.chain());
    }

    /** The TLS with the receiver. */
    TlsContext there() {
        return there;
    }

    /** Makes a client use this TLS with the receiver. */
    void applyTo(OkHttpClient.Builder client) {
        speak(client, there);
        if (settings.newestOnly()) {
            ConnectionSpec newest = new ConnectionSpec.Builder(ConnectionSpec.MODERN_TLS)
                    .tlsVersions(TlsVersion.TLS_1_3)
                    .build();
            client.connectionSpecs(List.of(newest, ConnectionSpec.CLEARTEXT));
        }
    }

    /** Returns the client of this channel for a host. */
    OkHttpClient clientFor(String of, OkHttpClient client) {
        if (of.equals(host) || settings.authorities().isEmpty()) {
            return client;
        }
        OkHttpClient.Builder other = client.newBuilder();
        speak(other, elsewhere());
        return other.build();
    }

    private static void speak(OkHttpClient.Builder client, TlsContext tls) {
        client.sslSocketFactory(tls.context().getSocketFactory(), tls.trust());
    }
}
