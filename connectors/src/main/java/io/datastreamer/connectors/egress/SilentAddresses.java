package io.datastreamer.connectors.egress;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The addresses that accepted no connection in the last minutes. If a name has other addresses, these are skipped; if
 * not, the one that was tried longest ago comes first, so that all are tried in turn. Thread-safe.
 */
final class SilentAddresses {
    /** How many addresses of a name are tried, so that no name makes us dial without end. */
    static final int TRIED_AT_ONCE = 8;

    private static final int MOST = 10_000;
    private static final Duration REMEMBERED = Duration.ofMinutes(3);

    private final long rememberedNanos;
    private final Map<InetAddress, Long> silentSince = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<InetAddress, Long> eldest) {
            return size() > MOST;
        }
    };

    SilentAddresses() {
        this(REMEMBERED);
    }

    /** The same with another time after which a failure is forgotten. */
    SilentAddresses(Duration remembered) {
        this.rememberedNanos = remembered.toNanos();
    }

    /** Notes that a connection was refused, timed out, or was slower than another one. */
    synchronized void add(InetAddress address) {
        // the latest is at the end
        silentSince.remove(address);
        silentSince.put(address, System.nanoTime());
    }

    /** Notes that a connection was accepted. */
    synchronized void remove(InetAddress address) {
        silentSince.remove(address);
    }

    /** The addresses of a name to dial now, in this order; at least one. */
    synchronized List<InetAddress> toDial(List<InetAddress> addresses) {
        if (addresses.size() == 1) {
            return addresses;
        }
        List<InetAddress> others =
                addresses.stream().filter(address -> since(address) == null).toList();
        List<InetAddress> sorted = others.isEmpty()
                ? addresses.stream()
                        .sorted(Comparator.comparingLong(address -> silentSince.getOrDefault(address, 0L)))
                        .toList()
                : others;
        return sorted.size() <= TRIED_AT_ONCE ? sorted : sorted.subList(0, TRIED_AT_ONCE);
    }

    private @Nullable Long since(InetAddress address) {
        Long since = silentSince.get(address);
        return since == null || System.nanoTime() - since > rememberedNanos ? null : since;
    }
}
