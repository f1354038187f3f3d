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

/** Listens to a call's events, and is told when it waits for the name service and when it dials. */
public abstract class LookupListener extends EventListener {

    /** From here on the call's thread waits for the name service. */
    protected abstract void lookupStart();

    /** From here on it does not. Not told of a lookup that fails. */
    protected abstract void lookupEnd();

    /** An address is dialled. From the thread that does it: of a race, from several. */
    protected abstract void dialStart();

    /** An address was dialled, with or without success. */
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
