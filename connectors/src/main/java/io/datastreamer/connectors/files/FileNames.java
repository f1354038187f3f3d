package io.datastreamer.connectors.files;

import io.datastreamer.connectors.spi.ObjectNames;
import io.datastreamer.contract.RecordKind;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Names of files as the product document has them (section 5.2): one a second for each place, prefix and kind. They hold
 * nothing but the second that was given away and what the settings say.
 *
 * @param place the bucket, the container or the server
 * @param prefix folders that are always the same, with a slash at their end; empty for none
 * @param path folders that are named by the file's time
 * @param format what the files are
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
