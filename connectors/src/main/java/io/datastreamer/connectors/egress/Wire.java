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
 * A connection for protocols other than HTTP, dialled by the egress rules. Of one thread, but for {@link #close}, which
 * ends whatever another thread waits for.
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
     * Goes on with TLS.
     *
     * @param tls which certificates are good, and which is shown
     * @param host whom the other side's certificate has to be for
     * @param versions of TLS that will do, such as {@code TLSv1.3}
     * @throws IOException when it does not come about; the connection is of no use then
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

    /** What the other side sends. */
    public InputStream in() {
        return in;
    }

    /** Takes what the other side gets, unbuffered. */
    public OutputStream out() {
        return out;
    }

    /** Ends it without a word: to say goodbye in TLS could take as long as what is to be ended. */
    @Override
    public void close() throws IOException {
        socket.close();
    }
}
