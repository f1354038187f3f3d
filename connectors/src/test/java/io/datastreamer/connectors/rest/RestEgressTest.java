package io.datastreamer.connectors.rest;

import io.datastreamer.connectors.conformance.Receiver;
import io.datastreamer.connectors.conformance.Reply;
import io.datastreamer.connectors.egress.NameService;
import io.datastreamer.connectors.http.HttpSettings;
import io.datastreamer.connectors.http.HttpTransport;
import io.datastreamer.connectors.settings.SettingsException;
import io.datastreamer.connectors.spi.Outcome;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import static io.datastreamer.contract.DeliveryAttempt.Outcome.CONFIGURATION_BROKEN;
import static io.datastreamer.contract.DeliveryAttempt.Outcome.TRY_AGAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** The egress rules as a customer sees them: by the URL of a stream. A receiver listens on loopback all the time. */
class RestEgressTest {
    private static final String PORT = ":PORT";

    private final Receiver receiver = new Receiver(Reply.of(200, "got it"));
    private final List<HttpTransport> transports = new ArrayList<>();

    @AfterEach
    void close() {
        transports.forEach(HttpTransport::close);
        receiver.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:PORT/",
                "http://127.255.255.254:PORT/",
                "http://0.0.0.0:PORT/",
                "http://[::1]:PORT/",
                "http://[::]:PORT/",
                "http://[0:0:0:0:0:0:0:1]:PORT/",
                "http://[::ffff:127.0.0.1]:PORT/",
                "http://[::ffff:7f00:1]:PORT/",
                "http://[::127.0.0.1]:PORT/",
                "http://[64:ff9b::127.0.0.1]:PORT/",
                "http://[64:ff9b:1::7f00:1]:PORT/",
                "http://[2002:7f00:1::]:PORT/",
                "http://[2001::1]:PORT/",
                "http://[2600::5efe:127.0.0.1]:PORT/",
                "http://[fe80::1]:PORT/",
                "http://[fd00:ec2::254]:PORT/",
                "http://2130706433:PORT/",
                "http://127.1:PORT/",
                "http://127.0.1:PORT/",
                "http://0:PORT/",
                "http://0x7f.1:PORT/",
                "http://0x7f000001:PORT/",
                "http://0X7F.0.0.1:PORT/",
                "http://0177.0.0.1:PORT/",
                "http://017700000001:PORT/",
                "http://127.0.0.1.:PORT/",
                "http://127.0.0.01:PORT/",
                "http://localhost.0x7f.1:PORT/",
                "http://999999999999:PORT/",
                "http://%31%32%37.0.0.1:PORT/",
                "http://①②⑦.⓪.⓪.①:PORT/",
                "http://１２７。０。０。１:PORT/",
                "http:\\\\127.0.0.1:PORT\\",
                "http:/127.0.0.1:PORT/",
                "http://169.254.169.254/latest/meta-data/",
                "http://168.63.129.16/",
                "http://100.100.100.200/",
                "http://10.0.0.1/",
                "http://172.16.0.1/",
                "http://192.168.0.1/",
                "http://100.64.0.1/",
                "http://224.0.0.1/",
                "http://255.255.255.255/",
                "https://127.0.0.1:PORT/"
            })
    void refusesAddressesInAnyNotation(String url) throws SettingsException {
        HttpTransport strict = transport(HttpSettings.DEFAULTS, noNames());

        assertRefused(Rest.send(strict, url.replace(PORT, ":" + receiver.port())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.0.0.1", "::1", "::ffff:127.0.0.1", "169.254.169.254", "fe80::1"})
    void refusesNamesThatLeadToSpecialAddresses(String address) throws SettingsException {
        HttpTransport strict = transport(HttpSettings.DEFAULTS, host -> List.of(InetAddress.getByName(address)));

        assertRefused(Rest.send(strict, "http://metadata.customer.test:" + receiver.port() + "/"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1,10.0.0.1", "10.0.0.1,127.0.0.1", "127.0.0.1,127.0.0.1,127.0.0.1,127.0.0.1,::1"})
    void refusesANameAsAWholeForOneBadAddress(String addresses) throws SettingsException {
        HttpTransport transport = transport(allowing("127.0.0.1"), host -> addresses(addresses.split(",", -1)));

        Outcome outcome = Rest.send(transport, "http://mixed.customer.test:" + receiver.port() + "/");

        assertRefused(outcome);
        assertThat(outcome.error()).contains("mixed.customer.test: ");
    }

    @Test
    void dialsTheAddressThatWasCheckedThoughTheNameChanges() throws SettingsException {
        AtomicInteger lookups = new AtomicInteger();
        NameService rebinding = host -> addresses(lookups.getAndIncrement() == 0 ? "127.0.0.1" : "127.0.0.2");
        // no connection is kept, so that each request dials
        receiver.reply(Reply.of(200, "got it", "Connection: close"));
        String url = "http://rebinding.customer.test:" + receiver.port() + "/";

        HttpTransport transport = transport(allowing("127.0.0.1"), rebinding);
        assertThat(Rest.send(transport, url)).isEqualTo(Outcome.delivered(200));
        assertThat(Rest.send(transport, url)).isEqualTo(Outcome.delivered(200));
        assertThat(lookups).hasValue(1);
        assertThat(receiver.received()).hasSize(2);

        HttpTransport later = transport(allowing("127.0.0.1"), rebinding);
        Outcome outcome = Rest.send(later, url);
        assertThat(outcome.remoteStatus()).isEqualTo(500);
        assertThat(receiver.received()).hasSize(2);
    }

    @Test
    void deliversWhereTheOperatorAllows() throws SettingsException {
        HttpTransport transport = transport(allowing("127.0.0.0/8"), host -> addresses("127.0.0.1"));

        assertThat(Rest.send(transport, receiver.url("/"))).isEqualTo(Outcome.delivered(200));
        assertThat(Rest.send(transport, "http://[::ffff:127.0.0.1]:" + receiver.port() + "/"))
                .isEqualTo(Outcome.delivered(200));
        assertThat(Rest.send(transport, "http://receiver.test:" + receiver.port() + "/"))
                .isEqualTo(Outcome.delivered(200));
    }

    @Test
    void triesTheNextAddressOfAName() throws SettingsException {
        // nobody listens at 127.0.0.2
        HttpTransport transport = transport(allowing("127.0.0.0/8"), host -> addresses("127.0.0.2", "127.0.0.1"));

        assertThat(Rest.send(transport, "http://two.customer.test:" + receiver.port() + "/"))
                .isEqualTo(Outcome.delivered(200));
    }

    @Test
    void followsNoRedirectToAForbiddenAddress() throws SettingsException {
        Receiver internal = new Receiver(Reply.of(200, "secret"));
        try (internal) {
            receiver.reply(Reply.of(307, "", "Location: http://127.0.0.2:" + internal.port() + "/"));
            HttpTransport transport = transport(allowing("127.0.0.1"), noNames());

            Outcome outcome = Rest.send(transport, receiver.url("/"));

            assertThat(outcome.verdict()).isEqualTo(TRY_AGAIN);
            assertThat(outcome.remoteStatus()).isEqualTo(307);
            assertThat(internal.connections()).isZero();
        }
    }

    @Test
    void tellsAnUnknownName() throws SettingsException {
        Outcome outcome = Rest.send(transport(HttpSettings.DEFAULTS, noNames()), "https://nowhere.customer.test/");

        assertThat(outcome.verdict()).isEqualTo(TRY_AGAIN);
        assertThat(outcome.remoteStatus()).isEqualTo(502);
        assertThat(outcome.error()).isEqualTo("name: nowhere.customer.test is not known to the name service");
    }

    @Test
    void givesUpOnALookupThatHangsWhileOthersGoOn() throws SettingsException {
        CountDownLatch never = new CountDownLatch(1);
        NameService names = host -> {
            if (host.startsWith("hanging")) {
                awaitUninterruptibly(never);
            }
            return addresses("127.0.0.1");
        };
        HttpSettings settings = allowing("127.0.0.1")
                .withTimeouts(Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(1));
        HttpTransport transport = transport(settings, names);
        try {
            Outcome outcome = Rest.send(transport, "http://hanging.customer.test:" + receiver.port() + "/");

            assertThat(outcome.verdict()).isEqualTo(TRY_AGAIN);
            assertThat(outcome.remoteStatus()).isEqualTo(502);
            assertThat(outcome.error()).contains("no answer from the name service");
            assertThat(Rest.send(transport, "http://healthy.customer.test:" + receiver.port() + "/"))
                    .isEqualTo(Outcome.delivered(200));
        } finally {
            never.countDown();
        }
    }

    @Test
    void ignoresTheProxiesOfTheSystem() throws SettingsException {
        Receiver trap = new Receiver(Reply.of(200, "trapped"));
        String[] hosts = {"http.proxyHost", "https.proxyHost", "socksProxyHost"};
        String[] ports = {"http.proxyPort", "https.proxyPort", "socksProxyPort"};
        try (trap) {
            for (int i = 0; i < hosts.length; i++) {
                System.setProperty(hosts[i], "127.0.0.1");
                System.setProperty(ports[i], String.valueOf(trap.port()));
            }
            // by default, loopback is excluded from proxying
            System.setProperty("http.nonProxyHosts", "");
            System.setProperty("socksNonProxyHosts", "");
            HttpTransport transport = transport(allowing("127.0.0.1"), host -> addresses("127.0.0.1"));

            assertThat(Rest.send(transport, "http://receiver.test:" + receiver.port() + "/"))
                    .isEqualTo(Outcome.delivered(200));
            assertThat(receiver.received()).hasSize(1);
            assertThat(trap.connections()).isZero();
        } finally {
            for (int i = 0; i < hosts.length; i++) {
                System.clearProperty(hosts[i]);
                System.clearProperty(ports[i]);
            }
            System.clearProperty("http.nonProxyHosts");
            System.clearProperty("socksNonProxyHosts");
        }
    }

    @Test
    void sendsThroughTheOperatorsProxyAndNowhereElse() throws SettingsException {
        HttpTransport transport = transport(HttpSettings.DEFAULTS.withProxy("127.0.0.1:" + receiver.port()), noNames());

        assertThat(Rest.send(transport, "http://receiver.customer.test/in")).isEqualTo(Outcome.delivered(200));

        assertThat(receiver.received().get(0).line()).isEqualTo("POST http://receiver.customer.test/in HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://127.0.0.1/", "http://10.0.0.1/", "http://[::1]/", "http://127.1/", "http://0x7f.1/"})
    void checksAddressesInUrlsBehindAProxy(String url) throws SettingsException {
        HttpTransport transport = transport(HttpSettings.DEFAULTS.withProxy("127.0.0.1:" + receiver.port()), noNames());

        assertRefused(Rest.send(transport, url));
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy", "proxy:", "proxy:99999", "http://proxy:3128", "user:password@proxy:3128"})
    void saysHowAProxyIsWritten(String proxy) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HttpTransport(HttpSettings.DEFAULTS.withProxy(proxy)))
                .withMessageContaining("proxy: ")
                .withMessageContaining("must be host:port");
    }

    private void assertRefused(Outcome outcome) {
        assertThat(outcome.verdict()).as("%s", outcome).isEqualTo(CONFIGURATION_BROKEN);
        assertThat(outcome.remoteStatus()).as("%s", outcome).isEqualTo(500);
        assertThat(outcome.error()).startsWith("address not allowed: ");
        assertThat(receiver.connections()).isZero();
    }

    private HttpTransport transport(HttpSettings settings, NameService names) {
        HttpTransport transport = new HttpTransport(settings, names, null);
        transports.add(transport);
        return transport;
    }

    private static HttpSettings allowing(String block) {
        return HttpSettings.DEFAULTS.withEgressAllow(List.of(block));
    }

    /** Knows no names: no test may ask the machine's name service. */
    private static NameService noNames() {
        return host -> {
            throw new UnknownHostException(host);
        };
    }

    private static List<InetAddress> addresses(String... literals) throws UnknownHostException {
        List<InetAddress> addresses = new ArrayList<>();
        for (String literal : literals) {
            addresses.add(InetAddress.getByName(literal));
        }
        return addresses;
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
