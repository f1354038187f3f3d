package io.datastreamer.job.config;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The formats that a source may have, in the order of help and pages. */
public enum SourceFormat {
    /** The data contract's own: network records, billing records, or both. */
    JSON("json"),
    /** RADIUS accounting in {@code detail} files of FreeRADIUS. */
    RADIUS_DETAIL("radius-detail"),
    /** Lines of OsmoSGSN. */
    OSMO_SGSN_CDR("osmo-sgsn-cdr"),
    /** Columns as a mapping file defines them. */
    CSV("csv"),
    /** Charging data records of gateways, SGSNs and charging functions, in BER. */
    THREE_GPP_CDR("3gpp-cdr");

    private final String key;

    SourceFormat(String key) {
        this.key = key;
    }

    /** The name in options. */
    public String key() {
        return key;
    }

    /** The format with a name; null if there is none. */
    public static @Nullable SourceFormat ofKey(String key) {
        return Arrays.stream(values())
                .filter(format -> format.key.equals(key))
                .findFirst()
                .orElse(null);
    }

    /** All names. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(SourceFormat::key).toList();
    }
}
