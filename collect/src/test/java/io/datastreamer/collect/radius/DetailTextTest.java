package io.datastreamer.collect.radius;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import static io.datastreamer.collect.radius.Client.attribute;
import static io.datastreamer.collect.radius.Client.vendor;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class DetailTextTest {
    private static final String SOURCE = "192.0.2.10";

    @Test
    void noTextOfAnElementBecomesALineOfItsOwn() throws IOException {
        assertThat(lines(attribute(1, "a\"b\\c"))).contains("\tUser-Name = \"a\\\"b\\\\c\"");
        assertThat(lines(attribute(1, "x\"\n\tAcct-Status-Type = Stop")))
                .contains("\tUser-Name = 0x78220a0941" + rest());
        assertThat(lines(attribute(30, "é".getBytes(UTF_8)))).contains("\tCalled-Station-Id = 0xc3a9");
        assertThat(lines(attribute(1, "x\u0000"))).contains("\tUser-Name = 0x7800");
    }

    private static String rest() {
        StringBuilder hex = new StringBuilder();
        for (byte octet : "cct-Status-Type = Stop".getBytes(US_ASCII)) {
            hex.append(String.format("%02x", octet));
        }
        return hex.toString();
    }

    @Test
    void whatNoDictionaryHasStandsAsOctets() throws IOException {
        assertThat(lines(attribute(241, 1, 2))).contains("\tAttr-241 = 0x0102");
        assertThat(lines(vendor(9, attribute(1, 0xAB)))).contains("\tAttr-26.9.1 = 0xab");
        assertThat(lines(vendor(10415, attribute(250, 0xAB)))).contains("\tAttr-26.10415.250 = 0xab");
        assertThat(lines(vendor(10415, new byte[] {1, 9, 1}))).contains("\tAttr-26 = 0x000028af010901");
        assertThat(lines(attribute(42, 1, 2, 3, 4, 5))).contains("\tAcct-Input-Octets = 0x0102030405");
        assertThat(lines(attribute(8, 1, 2))).contains("\tFramed-IP-Address = 0x0102");
    }

    @Test
    void severalAttributesOfAVendorMayStandInOne() throws IOException {
        byte[] imsi = attribute(1, "901405309000060");
        byte[] rat = attribute(21, 6);
        byte[] both = new byte[imsi.length + rat.length];
        System.arraycopy(imsi, 0, both, 0, imsi.length);
        System.arraycopy(rat, 0, both, imsi.length, rat.length);

        assertThat(lines(vendor(10415, both)))
                .containsSequence("\t3GPP-IMSI = \"901405309000060\"", "\t3GPP-RAT-Type = 6");
    }

    @Test
    void passwordsAndWhatConcernsThePacketAreLeftOut() throws IOException {
        assertThat(lines(attribute(2, "secret"), attribute(3, 1), attribute(33, 1), attribute(80, new byte[16])))
                .containsExactlyElementsOf(lines());
    }

    @Test
    void numbersHaveNoSign() throws IOException {
        assertThat(lines(attribute(42, 0xFF, 0xFF, 0xFF, 0xFF))).contains("\tAcct-Input-Octets = 4294967295");
        assertThat(lines(attribute(42, 0, 0, 0, 0))).contains("\tAcct-Input-Octets = 0");
    }

    @Test
    void whoDoesNotSayWhoItIsIsKnownByItsAddress() throws IOException {
        assertThat(lines()).contains("\tPacket-Src-IP-Address = 192.0.2.10", "\tNAS-IP-Address = 192.0.2.10");
        assertThat(lines(attribute(32, "ggsn"))).noneMatch(line -> line.contains("NAS-IP-Address"));
    }

    @Test
    void theStatusComesLast() throws IOException {
        assertThat(lines(attribute(40, 0, 0, 0, 1), attribute(44, "S"))).endsWith("\tAcct-Status-Type = 1", "");
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:0:0:0:0:0:1, 2001:db8::1",
        "0:0:0:0:0:0:0:0, ::",
        "0:0:0:0:0:0:0:1, ::1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "fe80:0:0:0:0:0:0:0, fe80::"
    })
    void addressesAreShort(String given, String expected) throws IOException {
        byte[] octets = InetAddress.getByName(given).getAddress();

        assertThat(lines(attribute(168, octets))).contains("\tFramed-IPv6-Address = " + expected);
    }

    private static List<String> lines(byte[]... attributes) throws IOException {
        try (Client client = new Client(1)) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            for (byte[] attribute : attributes) {
                all.writeBytes(attribute);
            }
            byte[] request = client.signed(1, all.toByteArray());
            Packet packet = new Packet();
            assertThat(packet.open(request, request.length)).isEqualTo(Packet.Kind.ACCOUNTING_REQUEST);
            byte[] block = new DetailText().block(packet, InetAddress.getByName(SOURCE), 1_795_694_400L);
            return new String(block, US_ASCII).lines().skip(1).toList();
        }
    }
}
