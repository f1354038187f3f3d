package io.datastreamer.connectors.files;

import io.datastreamer.connectors.spi.ObjectNames;
import io.datastreamer.contract.RecordKind;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Names files as the product document requires (section 5.2): one a second for each place, prefix and kind. Names
 * depend only on the second that was assigned and on the settings.
 *
 * @param place the bucket, the container or the server
 * @param prefix fixed folders, with a slash at the end; empty for none
 * @param path folders named after the file's time
 * @param format the format of the files
 */
record FileNames(String place, String prefix, TimePath path, FileFormat format) implements ObjectNames {
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("uuuuMMdd_HHmmss").withZone(ZoneOffset.UTC);

    @Override
    public String space(RecordKind kind) {
        return place + "/" + prefix + path.template() + TimePath.word(kind);
    }

    @Override
    public String name(RecordKind kind, long epochSecond) {
        String word = TimePath.word(kind);
        return prefix + path.at(epochSecond, word) + word + "_" + SECOND.format(Instant.ofEpochSecond(epochSecond))
                + format.extension();
    }
}
