package io.datastreamer.connectors.egress;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A connection for protocols other than HTTP, dialled under the egress rules. Used by one thread, except for {@link
 * #close}, which ends whatever another thread waits for.
 */
public final class Wire implements Closeable {
    private final Socket socket;
    private InputStream in;
    private OutputStream out;

    Wire(Socket connected) throws IOException {
        this.socket = connected;
        this.in = new BufferedInputStream(connected.getInputStream());
        this.out = connected.getOutputStream();
    }

    /**
     * Continues with TLS.
     *
     * @param tls which certificates are accepted, and which is offered
     * @param host the name that the other side's certificate must be for
     * @param versions accepted versions of TLS, such as {@code TLSv1.3}
     * @throws IOException when the handshake fails; the connection is then useless
     */
    public void startTls(TlsContext tls, String host, String... versions) throws IOException {
        SSLSocketFactory factory = tls.context().getSocketFactory();
        SSLSocket secure = (SSLSocket) factory.createSocket(socket, host, socket.getPort(), true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(versions);
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        in = new BufferedInputStream(secure.getInputStream());
        out = secure.getOutputStream();
    }

    /** The bytes that the other side sends. */
    public InputStream in() {
        return in;
    }

    /** Sends bytes to the other side, unbuffered. */
    public OutputStream out() {
        return out;
    }

    /** Closes it without TLS's closing message, which could take as long as the operation that is to be ended. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
