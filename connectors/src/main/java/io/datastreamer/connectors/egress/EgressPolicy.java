package io.datastreamer.connectors.egress;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides which addresses may be dialled: all but the special ones (loopback, private, link-local, multicast, reserved,
 * documentation, metadata and so on, IPv4 and IPv6, also when embedded), except what the operator allows.
 */
public final class EgressPolicy {
    private final List<AddressBlock> allowed;

    private EgressPolicy(List<AddressBlock> allowed) {
        this.allowed = allowed;
    }

    /**
     * Reads the operator's list of exceptions.
     *
     * @param allow blocks such as {@code 10.20.0.0/16}, or single addresses; empty for no exception
     * @throws IllegalArgumentException when one is invalid; the message names it
     */
    public static EgressPolicy allowing(List<String> allow) {
        try {
            return new EgressPolicy(
                    allow.stream().map(String::trim).map(AddressBlock::parse).toList());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("egress.allow: " + e.getMessage(), e);
        }
    }

    /** Why this address may not be dialled, for people to read; null when it may. */
    public @Nullable String refusal(InetAddress address) {
        String purpose = specialPurpose(address.getAddress());
        return purpose == null ? null : withoutScope(address) + " is a " + purpose + " address";
    }

    private @Nullable String specialPurpose(byte[] address) {
        if (allowed.stream().anyMatch(block -> block.contains(address))) {
            return null;
        }
        byte[] standIn = EmbeddedAddress.standIn(address);
        if (standIn != null) {
            return specialPurpose(standIn);
        }
        for (SpecialRanges.Range range : SpecialRanges.candidates(address)) {
            if (range.block().contains(address)) {
                return range.purpose();
            }
        }
        byte[] tail = EmbeddedAddress.tail(address);
        return tail == null ? null : specialPurpose(tail);
    }

    private static String withoutScope(InetAddress address) {
        String text = address.getHostAddress();
        int scope = text.indexOf('%');
        return scope < 0 ? text : text.substring(0, scope);
    }
}
