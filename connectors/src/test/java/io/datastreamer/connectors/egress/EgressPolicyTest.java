package io.datastreamer.connectors.egress;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EgressPolicyTest {
    private final EgressPolicy strict = EgressPolicy.allowing(List.of());

    /** For each block of the registries: the last address before it if that is an ordinary one, first, last, next. */
    @ParameterizedTest(name = "{1} to {2}: {4}")
    @CsvSource(nullValues = "-", textBlock = """
            # before        , first          , last            , after        , purpose
            -               , 0.0.0.0        , 0.255.255.255   , 1.0.0.0      , this network
            9.255.255.255   , 10.0.0.0       , 10.255.255.255  , 11.0.0.0     , private
            100.63.255.255  , 100.64.0.0     , 100.127.255.255 , 100.128.0.0  , carrier-grade NAT
            126.255.255.255 , 127.0.0.0      , 127.255.255.255 , 128.0.0.0    , loopback
            168.63.129.15   , 168.63.129.16  , 168.63.129.16   , 168.63.129.17, metadata
            169.253.255.255 , 169.254.0.0    , 169.254.255.255 , 169.255.0.0  , link-local
            172.15.255.255  , 172.16.0.0     , 172.31.255.255  , 172.32.0.0   , private
            191.255.255.255 , 192.0.0.0      , 192.0.0.255     , 192.0.1.0    , protocol assignment
            192.0.1.255     , 192.0.2.0      , 192.0.2.255     , 192.0.3.0    , documentation
            192.31.195.255  , 192.31.196.0   , 192.31.196.255  , 192.31.197.0 , AS112
            192.52.192.255  , 192.52.193.0   , 192.52.193.255  , 192.52.194.0 , AMT
            192.88.98.255   , 192.88.99.0    , 192.88.99.255   , 192.88.100.0 , 6to4
            192.167.255.255 , 192.168.0.0    , 192.168.255.255 , 192.169.0.0  , private
            192.175.47.255  , 192.175.48.0   , 192.175.48.255  , 192.175.49.0 , AS112
            198.17.255.255  , 198.18.0.0     , 198.19.255.255  , 198.20.0.0   , benchmarking
            198.51.99.255   , 198.51.100.0   , 198.51.100.255  , 198.51.101.0 , documentation
            203.0.112.255   , 203.0.113.0    , 203.0.113.255   , 203.0.114.0  , documentation
            223.255.255.255 , 224.0.0.0      , 239.255.255.255 , -            , multicast
            -               , 240.0.0.0      , 255.255.255.255 , -            , reserved

            -                    , ::                , ::                                    , -              , unspecified
            -                    , ::1               , ::1                                   , -              , loopback
            -                    , ::2               , ::ffff:ffff                           , -              , IPv4-compatible
            -                    , ::ffff:0:0:0      , ::ffff:0:ffff:ffff                    , -              , IPv4-translated
            -                    , 64:ff9b:1::       , 64:ff9b:1:ffff:ffff:ffff:ffff:ffff    , -              , NAT64
            -                    , 64:ff9b::1:0:0    , 64:ff9b:0:ffff:ffff:ffff:ffff:ffff    , -              , reserved
            -                    , 100::             , 100::ffff:ffff:ffff:ffff              , -              , discard
            -                    , 100:0:0:1::       , 100::1:ffff:ffff:ffff:ffff            , -              , dummy
            -                    , 200::             , 1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 2000::        , reserved
            2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 2001::, 2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff, 2001:200::, protocol assignment
            2001:db7:ffff:ffff:ffff:ffff:ffff:ffff , 2001:db8::, 2001:db8:ffff:ffff:ffff:ffff:ffff:ffff, 2001:db9::, documentation
            2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 2002::, 2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 2003::, 6to4
            2620:4f:7fff:ffff:ffff:ffff:ffff:ffff  , 2620:4f:8000::, 2620:4f:8000:ffff:ffff:ffff:ffff:ffff, 2620:4f:8001::, AS112
            3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 3fff::, 3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff, 3fff:1000::, documentation
            3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, 4000::, 5eff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, -, reserved
            -                    , 5f00::            , 5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff, -              , segment routing
            -                    , 6000::            , fbff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, -              , reserved
            -                    , fc00::            , fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, -              , private
            -                    , fe00::            , fe7f:ffff:ffff:ffff:ffff:ffff:ffff:ffff, -              , reserved
            -                    , fe80::            , febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff, -              , link-local
            -                    , fec0::            , feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, -              , site-local
            -                    , ff00::            , ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff, -              , multicast
            """)
    void refusesSpecialRangesFromTheirFirstToTheirLastAddress(
            @Nullable String before, String first, String last, @Nullable String after, String purpose) {
        assertThat(refusal(first)).contains(purpose);
        assertThat(refusal(last)).contains(purpose);
        for (String neighbour : new String[] {before, after}) {
            if (neighbour != null) {
                assertThat(refusal(neighbour)).as(neighbour).isNull();
            }
        }
    }

    /** Entries of the registries within a wider block of the table above. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.0.0",
                "192.0.0.7",
                "192.0.0.8",
                "192.0.0.9",
                "192.0.0.10",
                "192.0.0.170",
                "192.0.0.171",
                "192.0.0.192",
                "255.255.255.255",
                "169.254.169.254",
                "100.100.100.200",
                "2001::1",
                "2001:0:ffff:ffff:ffff:ffff:ffff:ffff",
                "2001:1::1",
                "2001:1::2",
                "2001:1::3",
                "2001:2::",
                "2001:2:0:ffff:ffff:ffff:ffff:ffff",
                "2001:3::",
                "2001:4:112::",
                "2001:10::",
                "2001:20::",
                "2001:30::",
                "fd00:ec2::254",
                "ff02::1",
                "fe80::1",
                "5f00::1"
            })
    void refusesWhatLiesWithin(String address) {
        assertThat(refusal(address)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:7f00:1",
                "::127.0.0.1",
                "::ffff:0:127.0.0.1",
                "64:ff9b::127.0.0.1",
                "64:ff9b::10.1.2.3",
                "64:ff9b::169.254.169.254",
                "64:ff9b:1::8.8.8.8",
                "2002:7f00:1::1",
                "2002:808:808::1",
                "2001:0:4136:e378:8000:63bf:80ff:fffe",
                "2600::5efe:127.0.0.1",
                "2600::200:5efe:192.168.0.1",
                "2600::100:5efe:10.0.0.1",
                "fe80::5efe:8.8.8.8"
            })
    void refusesEmbeddedAddresses(String address) {
        assertThat(refusal(address)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "8.8.8.8",
                "93.184.216.34",
                "2606:4700:4700::1111",
                "2a00:1450:4001:81b::200e",
                "::ffff:8.8.8.8",
                "64:ff9b::8.8.8.8",
                "2600::5efe:8.8.8.8",
                "2600::5eff:127.0.0.1"
            })
    void allowsOrdinaryAddresses(String address) {
        assertThat(refusal(address)).isNull();
    }

    @Test
    void seesThroughAMappedAddressThatTheJdkLeavesAsItIs() throws UnknownHostException {
        byte[] mapped = new byte[16];
        mapped[10] = mapped[11] = (byte) 0xFF;
        mapped[12] = 127;
        mapped[15] = 1;

        assertThat(strict.refusal(Inet6Address.getByAddress("mapped", mapped, 1)))
                .contains("loopback");
    }

    @Test
    void namesTheAddressWithoutItsScope() throws UnknownHostException {
        byte[] linkLocal = InetAddress.getByName("fe80::1").getAddress();

        assertThat(strict.refusal(Inet6Address.getByAddress("local", linkLocal, 1)))
                .isEqualTo("fe80:0:0:0:0:0:0:1 is a link-local address");
    }

    @Test
    void allowsWhatTheOperatorAllowsAndNothingBeside() {
        EgressPolicy policy = EgressPolicy.allowing(List.of("10.20.0.0/16", " fd12:3400::/24", "192.168.7.7"));

        for (String allowed : List.of(
                "10.20.0.0",
                "10.20.255.255",
                "fd12:34ff::1",
                "192.168.7.7",
                "::ffff:10.20.1.1",
                "64:ff9b::10.20.1.1",
                "2600::5efe:10.20.1.1")) {
            assertThat(policy.refusal(address(allowed))).as(allowed).isNull();
        }
        for (String refused :
                List.of("10.19.255.255", "10.21.0.0", "fd12:3500::", "fd12:33ff::", "192.168.7.8", "127.0.0.1")) {
            assertThat(policy.refusal(address(refused))).as(refused).isNotNull();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            10.0.0.0/33       | prefix length must be 0 to 32
            10.0.0.0/-1       | prefix length must be 0 to 32
            10.0.0.0/         | prefix length must be 0 to 32
            10.0.0.0/8/8      | prefix length must be 0 to 32
            fd00::/129        | prefix length must be 0 to 128
            10.1.2.3/8        | did you mean 10.0.0.0/8?
            10.0/8            | such as 10.20.0.0/16
            010.0.0.0/8       | such as 10.20.0.0/16
            0x0a000000/8      | such as 10.20.0.0/16
            example.com       | such as 10.20.0.0/16
            localhost/8       | such as 10.20.0.0/16
            fe80::1%eth0/64   | such as 10.20.0.0/16
            ::1::             | such as 10.20.0.0/16
            ''                | such as 10.20.0.0/16
            """)
    void saysWhatIsWrongWithABlock(String block, String expected) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EgressPolicy.allowing(List.of("10.0.0.0/8", block)))
                .withMessageStartingWith("egress.allow: '" + block + "' is not a block of addresses: ")
                .withMessageContaining(expected);
    }

    private @Nullable String refusal(String literal) {
        return strict.refusal(address(literal));
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new AssertionError(literal, e);
        }
    }
}
