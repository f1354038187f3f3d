package io.datastreamer.job.element;

import java.io.Serializable;
import java.nio.file.Path;

/** What the columns of {@code csv} are. */
public record CsvMapping() implements Serializable {
    public static CsvMapping read(Path file) throws BadMapping {
        throw new BadMapping("" + file);
    }

    public static final class BadMapping extends Exception {
        private static final long serialVersionUID = 1L;

        BadMapping(String message) {
            super(message);
        }
    }
}
