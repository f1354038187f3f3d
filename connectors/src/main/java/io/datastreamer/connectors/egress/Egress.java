package io.datastreamer.connectors.egress;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** Makes HTTP clients follow the egress rules. There is one in a process; it owns the threads that look up names. */
public final class Egress implements AutoCloseable {
    private static final Pattern HOST_AND_PORT =
            Pattern.compile("(?:([A-Za-z0-9._-]+)|\\[([0-9A-Fa-f:.]+)]):([0-9]{1,5})");

    private static final EgressPolicy EVERYTHING = EgressPolicy.allowing(List.of("0.0.0.0/0", "::/0"));

    private final LiteralHostCheck literals;
    private final GuardedSocketFactory sockets;
    private final NameLookup names;
    private final @Nullable Proxy proxy;
    private final Dialler dialler;

    /**
     * Creates it.
     *
     * @param policy which addresses may be dialled
     * @param names resolves names to addresses
     * @param lookupLimit how long a call waits for a lookup
     * @param proxy {@code host:port} of the operator's HTTP proxy; null to dial directly, whatever the system
     *     properties say. Behind a proxy, the proxy looks up and dials names: it must refuse internal addresses itself.
     *     Only addresses that are written in a URL are still checked here.
     * @throws IllegalArgumentException when the proxy is not a host and a port
     */
    public Egress(EgressPolicy policy, NameService names, Duration lookupLimit, @Nullable String proxy) {
        this.literals = new LiteralHostCheck(policy);
        this.proxy = proxy == null ? null : parse(proxy);
        // then only the proxy is dialled, and it may be where no customer's server may be
        EgressPolicy dialled = proxy == null ? policy : EVERYTHING;
        SilentAddresses silent = new SilentAddresses();
        this.sockets = new GuardedSocketFactory(dialled, silent);
        this.names = new NameLookup(names, dialled, silent, lookupLimit);
        this.dialler = new Dialler(literals, sockets, this.names, this.proxy);
    }

    /** Makes the client dial under these rules and follow no redirects. */
    public void applyTo(OkHttpClient.Builder client) {
        client.followRedirects(false)
                .followSslRedirects(false)
                .dns(names)
                .socketFactory(sockets)
                .addInterceptor(literals)
                .proxy(proxy == null ? Proxy.NO_PROXY : proxy);
    }

    /**
     * Connects to a host for a protocol other than HTTP, under these rules.
     *
     * @param limit how long each of its addresses may take
     * @param dialled gets each connection before it is dialled, to close it from another thread
     * @throws IOException when the connection fails
     */
    public Wire dial(String host, int port, Duration limit, Consumer<Closeable> dialled) throws IOException {
        return dialler.dial(host, port, limit, dialled);
    }

    /**
     * Why requests to a host would be refused now, for people to read; null when they would not be, or when its name is
     * unknown. Waits for the name service at most as long as a call does.
     */
    public @Nullable String refusal(String host) {
        try {
            literals.check(host);
            if (proxy == null) {
                names.lookup(host);
            }
            return null;
        } catch (AddressRefusedException e) {
            return e.getMessage();
        } catch (UnknownHostException e) {
            return null;
        }
    }

    /**
     * Whether at most one address has to be dialled for a host (its own, or the proxy's), as far as known without
     * waiting. Otherwise there may be several, which may be dialled in a race.
     */
    public boolean hasOneAddress(String host) {
        String dialled = proxy == null ? host : ((InetSocketAddress) proxy.address()).getHostString();
        return LiteralHostCheck.isLiteral(dialled) || names.hasOneAddress(dialled);
    }

    /** The number of open connections, in use or idle. */
    public int openConnections() {
        return sockets.open();
    }

    private static Proxy parse(String proxy) {
        Matcher matcher = HOST_AND_PORT.matcher(proxy);
        if (!matcher.matches() || Integer.parseInt(matcher.group(3)) > 65535) {
            throw new IllegalArgumentException(
                    "proxy: is '" + proxy + "', must be host:port of an HTTP proxy, such as proxy.internal:3128");
        }
        String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, Integer.parseInt(matcher.group(3))));
    }

    @Override
    public void close() {
        names.close();
    }
}
