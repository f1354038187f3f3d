package io.datastreamer.job.element;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * A format of network elements with the settings of a source.
 *
 * @param kind which format
 * @param settings the source's
 * @param mapping the columns of {@link Kind#CSV}; else null
 */
public record ElementFormat(
        Kind kind, ElementSettings settings, @Nullable CsvMapping mapping) implements Serializable {

    /** The formats. */
    public enum Kind {
        RADIUS_DETAIL,
        OSMO_SGSN_CDR,
        CSV,
        THREE_GPP_CDR
    }

    /** Whether its elements number what they write. */
    public boolean isNumbered() {
        return kind == Kind.THREE_GPP_CDR;
    }

    /** A new decoder. */
    public ElementDecoder decoder() {
        return switch (kind) {
            case RADIUS_DETAIL -> new RadiusDetail(settings);
            case OSMO_SGSN_CDR -> new OsmoSgsn(settings);
            case CSV -> {
                if (mapping == null) {
                    throw new IllegalStateException("csv has no mapping");
                }
                yield new MappedCsv(settings, mapping);
            }
            case THREE_GPP_CDR -> new ThreeGppCdr(settings);
        };
    }
}
