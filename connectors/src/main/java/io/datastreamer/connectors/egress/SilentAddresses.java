package io.datastreamer.connectors.egress;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The addresses that took no connection in the last minutes. Where a name has others, they are spared; where it has none,
 * the one that was tried longest ago comes first, so that all are reached in turn. Thread-safe.
 */
final class SilentAddresses {
    /** Nobody's name makes us dial without end. */
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

    /** With another time after which an address is tried as if nothing had been. */
    SilentAddresses(Duration remembered) {
        this.rememberedNanos = remembered.toNanos();
    }

    /** A connection was refused, not answered in time, or slower than another one. */
    synchronized void add(InetAddress address) {
        // the latest stand last
        silentSince.remove(address);
        silentSince.put(address, System.nanoTime());
    }

    /** A connection was taken. */
    synchronized void remove(InetAddress address) {
        silentSince.remove(address);
    }

    /** Those of a name's addresses that are to be dialled now, in this order; at least one. */
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
