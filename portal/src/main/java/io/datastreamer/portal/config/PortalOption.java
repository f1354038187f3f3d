package io.datastreamer.portal.config;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Something that the operator can set.
 *
 * @param key the name after {@code --} on the command line and in the file
 * @param value what a value looks like, as the list of options shows it
 * @param byDefault the text that its absence stands for; null when it has no value then
 * @param expects what a valid value is, as the end of the sentence "expected is …"
 * @param description what it is for
 * @param read makes a value of a text; null, or an {@link IllegalArgumentException}, when it is not valid
 */
record PortalOption<T>(
        String key,
        String value,
        @Nullable String byDefault,
        String expects,
        String description,
        Function<String, @Nullable T> read) {}
