package io.datastreamer.tools.simulate;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The format of the records of PDP contexts and their data. */
public enum RecordFormat {
    /** Raw network and billing records, like all others. */
    JSON,
    /** A gateway's RADIUS accounting, as FreeRADIUS writes it. */
    RADIUS_DETAIL,
    /** Lines of an OsmoSGSN in each visited network. */
    OSMO_SGSN_CDR,
    /** A gateway's charging data records. */
    THREE_GPP_CDR;

    /** The job's name for it. */
    public String key() {
        return this == THREE_GPP_CDR
                ? "3gpp-cdr"
                : name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static @Nullable RecordFormat ofKey(String key) {
        return Arrays.stream(values())
                .filter(format -> format.key().equals(key))
                .findFirst()
                .orElse(null);
    }

    static String keys() {
        return Arrays.stream(values()).map(RecordFormat::key).collect(Collectors.joining("|"));
    }

    /** The element that writes them; null for JSON. */
    @Nullable
    Element element() {
        return switch (this) {
            case JSON -> null;
            case RADIUS_DETAIL -> new RadiusGateway();
            case OSMO_SGSN_CDR -> new OsmoSgsns();
            case THREE_GPP_CDR -> new PacketGateway();
        };
    }
}
