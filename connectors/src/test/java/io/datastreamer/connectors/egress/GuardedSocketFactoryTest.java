package io.datastreamer.connectors.egress;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class GuardedSocketFactoryTest {
    private final GuardedSocketFactory strict =
            new GuardedSocketFactory(EgressPolicy.allowing(List.of()), new SilentAddresses());
    private final GuardedSocketFactory allowing =
            new GuardedSocketFactory(EgressPolicy.allowing(List.of("127.0.0.1")), new SilentAddresses());

    @Test
    void checksTheAddressAtEachConnect() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            try (Socket socket = allowing.createSocket()) {
                socket.connect(server.getLocalSocketAddress());
                assertThat(socket.isConnected()).isTrue();
                assertThat(allowing.open()).isEqualTo(1);
            }
            assertThat(allowing.open()).isZero();
            try (Socket socket = strict.createSocket()) {
                assertThatExceptionOfType(AddressRefusedException.class)
                        .isThrownBy(() -> socket.connect(server.getLocalSocketAddress(), 1000))
                        .withMessage("127.0.0.1 is a loopback address");
                assertThatExceptionOfType(AddressRefusedException.class)
                        .isThrownBy(() -> socket.connect(server.getLocalSocketAddress()));
                assertThat(socket.isConnected()).isFalse();
            }
        }
    }

    @Test
    void theEndOfABodyDoesNotWaitForAnAcknowledgement() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Socket socket = allowing.createSocket()) {
            socket.connect(server.getLocalSocketAddress());
            assertThat(socket.getTcpNoDelay()).isTrue();
        }
    }

    @Test
    void takesNoNameForAnAddress() throws IOException {
        try (Socket socket = allowing.createSocket()) {
            assertThatExceptionOfType(AddressRefusedException.class)
                    .isThrownBy(() -> socket.connect(InetSocketAddress.createUnresolved("127.0.0.1", 80)));
        }
    }

    @Test
    void makesNoSocketThatIsConnectedAlready() {
        InetAddress loopback = InetAddress.getLoopbackAddress();

        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> allowing.createSocket(loopback, 80));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> allowing.createSocket(loopback, 80, loopback, 0));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> allowing.createSocket("127.0.0.1", 80));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> allowing.createSocket("127.0.0.1", 80, loopback, 0));
    }
}
