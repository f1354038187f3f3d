package io.datastreamer.connectors.egress;

import java.util.ArrayList;
import java.util.List;

/**
 * The address ranges in which no customer's server can be. Sources: the IANA IPv4 and IPv6 Special-Purpose Address
 * Registries, the IPv4 and IPv6 address space registries (multicast, reserved), and the fixed addresses at which clouds
 * serve metadata. Blocks that the registries call globally reachable, but that only serve protocols, are refused, too.
 */
final class SpecialRanges {

    /** A block and its purpose, in words that fit "is a … address". */
    record Range(AddressBlock block, String purpose) {}

    private static final List<Range> IPV4 = ranges(
            "0.0.0.0/8", "\"this network\"",
            "10.0.0.0/8", "private",
            "100.64.0.0/10", "carrier-grade NAT",
            "127.0.0.0/8", "loopback",
            "168.63.129.16/32", "cloud metadata",
            "169.254.0.0/16", "link-local",
            "172.16.0.0/12", "private",
            "192.0.0.0/24", "protocol assignment",
            "192.0.2.0/24", "documentation",
            "192.31.196.0/24", "AS112",
            "192.52.193.0/24", "AMT",
            "192.88.99.0/24", "6to4 relay",
            "192.168.0.0/16", "private",
            "192.175.48.0/24", "AS112",
            "198.18.0.0/15", "benchmarking",
            "198.51.100.0/24", "documentation",
            "203.0.113.0/24", "documentation",
            "224.0.0.0/4", "multicast",
            "240.0.0.0/4", "reserved");

    /** Special blocks within global unicast. */
    private static final List<Range> IPV6 = ranges(
            "2001::/23", "protocol assignment (Teredo, benchmarking, ORCHID)",
            "2001:db8::/32", "documentation",
            "2002::/16", "6to4",
            "2620:4f:8000::/48", "AS112",
            "3fff::/20", "documentation");

    /** Named blocks outside of global unicast; everything else there is reserved. */
    private static final List<Range> IPV6_NOT_GLOBAL = ranges(
            "::/128", "unspecified",
            "::1/128", "loopback",
            "::/96", "IPv4-compatible",
            "::ffff:0:0:0/96", "IPv4-translated",
            "64:ff9b:1::/48", "local NAT64",
            "100::/64", "discard-only",
            "100:0:0:1::/64", "dummy prefix",
            "5f00::/16", "segment routing",
            "fc00::/7", "private",
            "fe80::/10", "link-local",
            "fec0::/10", "site-local",
            "ff00::/8", "multicast",
            "::/0", "reserved");

    private static final AddressBlock GLOBAL_UNICAST = AddressBlock.parse("2000::/3");

    private SpecialRanges() {}

    /**
     * The special ranges to compare an address with: the first one that contains it names its purpose; if none does,
     * the address is an ordinary one.
     *
     * @param address 4 or 16 bytes in network order; not searched for embedded IPv4 addresses
     */
    static List<Range> candidates(byte[] address) {
        if (address.length == 4) {
            return IPV4;
        }
        return GLOBAL_UNICAST.contains(address) ? IPV6 : IPV6_NOT_GLOBAL;
    }

    private static List<Range> ranges(String... blocksAndPurposes) {
        List<Range> ranges = new ArrayList<>();
        for (int i = 0; i < blocksAndPurposes.length; i += 2) {
            ranges.add(new Range(AddressBlock.parse(blocksAndPurposes[i]), blocksAndPurposes[i + 1]));
        }
        return List.copyOf(ranges);
    }
}
