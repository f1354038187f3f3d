package io.datastreamer.connectors.sftp;

import com.jcraft.jsch.Proxy;
import com.jcraft.jsch.SocketFactory;
import io.datastreamer.connectors.egress.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** Gives the library a connection that was dialled by our rules: it dials none itself. */
final class WireProxy implements Proxy {
    private final Wire wire;

    WireProxy(Wire wire) {
        this.wire = wire;
    }

    @Override
    public void connect(@Nullable SocketFactory sockets, String host, int port, int timeout) {
        // it is connected
    }

    @Override
    public InputStream getInputStream() {
        return wire.in();
    }

    @Override
    public OutputStream getOutputStream() {
        return wire.out();
    }

    /** None: whoever has it could do more with it than to read and write. */
    @Override
    public @Nullable Socket getSocket() {
        return null;
    }

    @Override
    public void close() {
        try {
            wire.close();
        } catch (IOException e) {
            // it is gone then, too
        }
    }
}
