package io.datastreamer.connectors.sftp;

import com.jcraft.jsch.Proxy;
import com.jcraft.jsch.SocketFactory;
import io.datastreamer.connectors.egress.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** Gives the library a connection that was dialled under our rules: the library itself dials none. */
final class WireProxy implements Proxy {
    private final Wire wire;

    WireProxy(Wire wire) {
        this.wire = wire;
    }

    @Override
    public void connect(@Nullable SocketFactory sockets, String host, int port, int timeout) {
        // already connected
    }

    @Override
    public InputStream getInputStream() {
        return wire.in();
    }

    @Override
    public OutputStream getOutputStream() {
        return wire.out();
    }

    /** Null, because the library could do more with the socket than read and write. */
    @Override
    public @Nullable Socket getSocket() {
        return null;
    }

    @Override
    public void close() {
        try {
            wire.close();
        } catch (IOException e) {
            // the connection is gone all the same
        }
    }
}
