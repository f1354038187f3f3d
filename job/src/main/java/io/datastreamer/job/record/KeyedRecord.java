package io.datastreamer.job.record;

import io.datastreamer.contract.RecordKind;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A record with a key: a network record, a billing record, a line of the SIM registry, or the removal of one. Only the
 * component of its {@link #type} is set. Each type has a factory method.
 *
 * @param type which of them
 * @param key the IMSI, or {@code org:} and the organisation's id for a record about no SIM
 * @param origin where it came from
 * @param network of {@link Type#NETWORK}
 * @param billing of {@link Type#BILLING}
 * @param sim of {@link Type#SIM}
 */
public record KeyedRecord(
        Type type,
        String key,
        Origin origin,
        @Nullable NetworkRecord network,
        @Nullable BillingRecord billing,
        @Nullable Sim sim) {

    /** Prefix of the keys of records that are about no SIM. */
    public static final String ORGANISATION_KEY = "org:";

    /** The types of records. The codes are part of the stored format. */
    public enum Type {
        NETWORK(0),
        BILLING(1),
        SIM(2),
        /** The key's SIM is gone; nothing else is known of it. */
        SIM_DELETION(3);

        // the index is the code; values() would copy the array at each call
        private static final Type[] BY_CODE = values();

        private final int code;

        Type(int code) {
            this.code = code;
        }

        /** The code in stored formats. */
        public int code() {
            return code;
        }

        /** The type with a code. */
        public static Type ofCode(int code) {
            if (code < 0 || code >= BY_CODE.length) {
                throw new IllegalArgumentException("no type of keyed record has the code " + code);
            }
            return BY_CODE[code];
        }
    }

    public static KeyedRecord network(NetworkRecord record, Origin origin) {
        String key = record.imsi() == null ? ORGANISATION_KEY + record.organisationId() : record.imsi();
        return new KeyedRecord(Type.NETWORK, key, origin, record, null, null);
    }

    public static KeyedRecord billing(BillingRecord record, Origin origin) {
        return new KeyedRecord(Type.BILLING, record.imsi(), origin, null, record, null);
    }

    public static KeyedRecord sim(Sim sim, Origin origin) {
        return new KeyedRecord(Type.SIM, sim.imsi(), origin, null, null, sim);
    }

    public static KeyedRecord simDeletion(String imsi, Origin origin) {
        return new KeyedRecord(Type.SIM_DELETION, imsi, origin, null, null, null);
    }

    /** Whether its key is an IMSI. */
    public boolean isAboutSim() {
        return !key.startsWith(ORGANISATION_KEY);
    }

    /**
     * The kind of document that a record becomes.
     *
     * @throws IllegalStateException for a line of the registry, which becomes none
     */
    public RecordKind kind() {
        return switch (type) {
            case NETWORK -> RecordKind.EVENT;
            case BILLING -> RecordKind.USAGE;
            case SIM, SIM_DELETION -> throw new IllegalStateException(type + " becomes no document");
        };
    }

    /**
     * The id of a record, unique among those of its {@link #kind}.
     *
     * @throws IllegalStateException for a line of the registry, which has none
     */
    public long recordId() {
        return switch (kind()) {
            case EVENT -> asNetwork().recordId();
            case USAGE -> asBilling().recordId();
        };
    }

    /** The network record, if this is of {@link Type#NETWORK}. */
    public NetworkRecord asNetwork() {
        return Objects.requireNonNull(network, "not a network record");
    }

    /** The billing record, if this is of {@link Type#BILLING}. */
    public BillingRecord asBilling() {
        return Objects.requireNonNull(billing, "not a billing record");
    }

    /** The SIM, if this is of {@link Type#SIM}. */
    public Sim asSim() {
        return Objects.requireNonNull(sim, "not a line of the SIM registry");
    }
}
