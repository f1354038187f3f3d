package io.datastreamer.job;

import io.datastreamer.job.config.OptionException;
import io.datastreamer.job.config.SourceConfig;
import io.datastreamer.job.config.SourceOptions;
import io.datastreamer.job.element.CsvMapping;
import io.datastreamer.job.element.ElementFormat;
import io.datastreamer.job.element.ElementSettings;
import io.datastreamer.job.ingest.files.cut.CdrFiles;
import io.datastreamer.job.ingest.files.cut.DetailBlocks;
import io.datastreamer.job.ingest.files.cut.Framing;
import io.datastreamer.job.ingest.files.cut.JsonLines;
import io.datastreamer.job.ingest.files.cut.WholeLines;
import io.datastreamer.job.record.Absent;
import io.datastreamer.job.record.Plmn;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the framing and the format of a source from its settings. */
final class SourceFormats {
    private SourceFormats() {}

    /** Where records begin and end in a source's files. */
    static Framing framing(SourceConfig source, int maxRecordBytes) {
        return switch (source.format()) {
            case JSON -> new JsonLines(maxRecordBytes);
            case RADIUS_DETAIL -> new DetailBlocks(maxRecordBytes);
            case OSMO_SGSN_CDR, CSV -> new WholeLines(maxRecordBytes);
            case THREE_GPP_CDR -> new CdrFiles(maxRecordBytes);
        };
    }

    /**
     * How its records are decoded; null for the data contract's own format.
     *
     * @throws OptionException when the source's mapping is not valid
     */
    static @Nullable ElementFormat format(SourceConfig source) throws OptionException {
        ElementFormat.Kind kind = switch (source.format()) {
            case JSON -> null;
            case RADIUS_DETAIL -> ElementFormat.Kind.RADIUS_DETAIL;
            case OSMO_SGSN_CDR -> ElementFormat.Kind.OSMO_SGSN_CDR;
            case CSV -> ElementFormat.Kind.CSV;
            case THREE_GPP_CDR -> ElementFormat.Kind.THREE_GPP_CDR;
        };
        return kind == null ? null : new ElementFormat(kind, settings(source), mapping(source));
    }

    private static @Nullable CsvMapping mapping(SourceConfig source) throws OptionException {
        String file = source.find(SourceOptions.MAPPING).orElse(null);
        if (file == null) {
            return null;
        }
        try {
            return CsvMapping.read(Path.of(file));
        } catch (CsvMapping.BadMapping e) {
            throw new OptionException(String.valueOf(e.getMessage()), e);
        }
    }

    private static ElementSettings settings(SourceConfig source) {
        String imsiFrom = source.find(SourceOptions.IMSI_FROM).orElse("imsi");
        return new ElementSettings(
                source.find(SourceOptions.ZONE).map(ZoneId::of).orElse(null),
                source.find(SourceOptions.PLMN).map(SourceFormats::plmn).orElse(null),
                source.find(SourceOptions.RAT_TYPE).map(Long::valueOf).orElse(Absent.NUMBER),
                source.find(SourceOptions.SGSN).orElse(null),
                source.find(SourceOptions.SGSN_IP).orElse(null),
                source.find(SourceOptions.SWAP_DIRECTIONS).orElse(false),
                source.find(SourceOptions.STRIP_APN_SUFFIX).orElse(false),
                switch (imsiFrom) {
                    case "user-name" -> ElementSettings.ImsiFrom.USER_NAME;
                    case "calling-station-id" -> ElementSettings.ImsiFrom.CALLING_STATION_ID;
                    default -> ElementSettings.ImsiFrom.IMSI;
                },
                source.find(SourceOptions.BILLER).orElse(true),
                source.find(SourceOptions.BILLED_RECORDS)
                        .map(kinds -> Set.of(kinds.split(",", -1)))
                        .orElse(Set.of()));
    }

    private static Plmn plmn(String text) {
        return new Plmn(text.substring(0, 3), text.substring(4));
    }
}
