package io.datastreamer.job.element;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The members that a column can be mapped to. */
enum CsvMember {
    TIME(Kind.TIME),
    START(Kind.TIME),
    SECONDS(Kind.DURATION),
    ELEMENT(Kind.TEXT),
    IMSI(Kind.TEXT),
    PLMN(Kind.TEXT),
    MCC(Kind.TEXT),
    MNC(Kind.TEXT),
    TX_BYTES(Kind.VOLUME),
    RX_BYTES(Kind.VOLUME),
    PDP_CONTEXT_ID(Kind.TEXT),
    APN(Kind.TEXT),
    NSAPI(Kind.NUMBER),
    UE_IP_ADDRESS(Kind.TEXT),
    IMEISV(Kind.TEXT),
    RAT_TYPE(Kind.NUMBER),
    SGSN_CONTROL_PLANE_IP_ADDRESS(Kind.TEXT),
    GGSN_CONTROL_PLANE_IP_ADDRESS(Kind.TEXT),
    LAC(Kind.NUMBER),
    SAC(Kind.NUMBER),
    RAC(Kind.NUMBER),
    CI(Kind.NUMBER),
    TAC(Kind.NUMBER),
    ECI(Kind.NUMBER),
    NCI(Kind.NUMBER);

    /** The kind of a value. */
    enum Kind {
        TEXT,
        NUMBER,
        TIME,
        DURATION,
        VOLUME
    }

    private final Kind kind;

    CsvMember(Kind kind) {
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    /** The name in mapping files and messages. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static @Nullable CsvMember ofKey(String key) {
        return Arrays.stream(values())
                .filter(member -> member.key().equals(key))
                .findFirst()
                .orElse(null);
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(CsvMember::key).toList();
    }
}
