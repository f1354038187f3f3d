package io.datastreamer.connectors.egress;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.List;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/** A listener to a call's events that only tells when the call waits for the name service and when it dials. */
public abstract class LookupListener extends EventListener {

    /** The call's thread starts to wait for the name service. */
    protected abstract void lookupStart();

    /** The lookup has ended. Not called when it fails. */
    protected abstract void lookupEnd();

    /** The call dials an address. Called by the dialling thread, so by several threads in a race. */
    protected abstract void dialStart();

    /** Dialling an address has ended, with or without success. */
    protected abstract void dialEnd();

    @Override
    public final void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
        dialStart();
    }

    @Override
    public final void connectEnd(Call call, InetSocketAddress address, Proxy proxy, @Nullable Protocol protocol) {
        dialEnd();
    }

    @Override
    public final void connectFailed(
            Call call, InetSocketAddress address, Proxy proxy, @Nullable Protocol protocol, IOException failure) {
        dialEnd();
    }

    @Override
    public final void dnsStart(Call call, String host) {
        lookupStart();
    }

    @Override
    public final void dnsEnd(Call call, String host, List<InetAddress> addresses) {
        lookupEnd();
    }
}
