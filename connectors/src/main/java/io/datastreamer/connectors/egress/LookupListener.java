package io.datastreamer.connectors.egress;

import java.net.InetAddress;
import java.util.List;
import okhttp3.Call;
import okhttp3.EventListener;

/** Listens to a call's events, and is told when it waits for the name service. */
public abstract class LookupListener extends EventListener {

    /** From here on the call's thread waits for the name service. */
    protected abstract void lookupStart();

    /** From here on it does not. Not told of a lookup that fails. */
    protected abstract void lookupEnd();

    @Override
    public final void dnsStart(Call call, String host) {
        lookupStart();
    }

    @Override
    public final void dnsEnd(Call call, String host, List<InetAddress> addresses) {
        lookupEnd();
    }
}
