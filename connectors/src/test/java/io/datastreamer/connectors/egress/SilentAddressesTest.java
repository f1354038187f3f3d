package io.datastreamer.connectors.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;

class SilentAddressesTest {
    private final SilentAddresses silent = new SilentAddresses();

    @Test
    void sparesTheSilentWhileThereAreOthers() {
        List<InetAddress> all = addresses(1, 3);
        assertThat(silent.toDial(all)).isEqualTo(all);

        silent.add(address(1));
        silent.add(address(3));
        assertThat(silent.toDial(all)).containsExactly(address(2));

        silent.remove(address(3));
        assertThat(silent.toDial(all)).containsExactly(address(2), address(3));
    }

    @Test
    void triesTheOneThatWasTriedLongestAgoFirstWhereAllAreSilent() {
        silent.add(address(2));
        silent.add(address(1));
        silent.add(address(3));

        assertThat(silent.toDial(addresses(1, 3))).containsExactly(address(2), address(1), address(3));
    }

    @Test
    void leavesTheOnlyAddressAlone() {
        silent.add(address(1));

        assertThat(silent.toDial(addresses(1, 1))).containsExactly(address(1));
    }

    @Test
    void reachesAllInTurnHoweverManyThereAre() {
        List<InetAddress> all = addresses(1, 3 * SilentAddresses.TRIED_AT_ONCE);
        Set<InetAddress> dialled = new HashSet<>();

        for (int attempt = 0; attempt < 3; attempt++) {
            List<InetAddress> toDial = silent.toDial(all);
            assertThat(toDial).hasSize(SilentAddresses.TRIED_AT_ONCE);
            toDial.forEach(silent::add);
            dialled.addAll(toDial);
        }

        assertThat(dialled).containsExactlyInAnyOrderElementsOf(all);
        assertThat(silent.toDial(all)).isEqualTo(all.subList(0, SilentAddresses.TRIED_AT_ONCE));
    }

    @Test
    void forgets() {
        SilentAddresses forgetful = new SilentAddresses(Duration.ofNanos(-1));
        forgetful.add(address(1));

        assertThat(forgetful.toDial(addresses(1, 2))).isEqualTo(addresses(1, 2));
    }

    private static List<InetAddress> addresses(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(SilentAddressesTest::address)
                .toList();
    }

    private static InetAddress address(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
