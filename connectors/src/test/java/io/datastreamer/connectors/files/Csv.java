package io.datastreamer.connectors.files;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A reader of CSV by RFC 4180 that shares no code with the writer; an empty value without quotes is null. */
public final class Csv {
    private Csv() {}

    /** The rows of a file, its header line included. */
    public static List<List<@Nullable String>> rows(String file) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        List<@Nullable String> row = new ArrayList<>();
        int at = 0;
        while (at < file.length()) {
            StringBuilder value = null;
            if (file.charAt(at) == '"') {
                value = new StringBuilder();
                at++;
                while (file.charAt(at) != '"' || (at + 1 < file.length() && file.charAt(at + 1) == '"')) {
                    at += file.charAt(at) == '"' ? 1 : 0;
                    value.append(file.charAt(at++));
                }
                at++;
            }
            row.add(value == null ? null : value.toString());
            char after = file.charAt(at++);
            if (after == '\n') {
                rows.add(row);
                row = new ArrayList<>();
            } else if (after != ',') {
                throw new IllegalStateException("neither a comma nor a line's end at " + at + ": " + after);
            } else if (at == file.length() || file.charAt(at) == '\n') {
                row.add(null);
                at++;
                rows.add(row);
                row = new ArrayList<>();
            }
        }
        return rows;
    }
}
