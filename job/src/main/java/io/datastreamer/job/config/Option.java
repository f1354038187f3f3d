package io.datastreamer.job.config;

import java.util.function.Predicate;
import org.apache.flink.configuration.ConfigOption;

/**
 * An option that the operator can set.
 *
 * @param flink key, type, default and description
 * @param value what a value looks like, as the list of options shows it: {@code DURATION}
 * @param expects what a valid value is, as the end of the sentence "expected is …"
 * @param accepts whether a value of the right type is valid
 * @param required whether the job cannot start without it
 */
public record Option<T>(ConfigOption<T> flink, String value, String expects, Predicate<T> accepts, boolean required) {

    /** The name after {@code --} on the command line and in the file. */
    public String key() {
        return flink.key();
    }
}
