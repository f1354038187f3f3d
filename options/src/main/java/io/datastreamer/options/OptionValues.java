package io.datastreamer.options;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The values of the options that the operator has set, each validated by itself. Immutable. */
public final class OptionValues {
    private final Map<String, Object> values;
    private final Map<String, String> kafka;

    OptionValues(Map<String, Object> values, Map<String, String> kafka) {
        this.values = Map.copyOf(values);
        this.kafka = Map.copyOf(kafka);
    }

    /** Returns the value of an option that has a default. */
    public <T> T get(DeclaredOption<T> option) {
        return find(option).orElseThrow();
    }

    /**
     * Returns the value of a required option.
     *
     * @throws BadOptionException when it is not set
     */
    public <T> T required(DeclaredOption<T> option) throws BadOptionException {
        return find(option)
                .orElseThrow(() -> new BadOptionException(
                        "--" + option.key() + " is missing: expected is " + option.expects() + "."));
    }

    /** Returns the value of an option, or its default; empty when it has neither. */
    public <T> Optional<T> find(DeclaredOption<T> option) {
        @SuppressWarnings("unchecked") // each value was parsed by its option
        T set = (T) values.get(option.key());
        if (set != null || option.byDefault() == null) {
            return Optional.ofNullable(set);
        }
        return Optional.of(Objects.requireNonNull(option.read().apply(option.byDefault()), option.key()));
    }

    /** Properties for Kafka's clients by Kafka's names, such as {@code bootstrap.servers}. */
    public Map<String, String> kafka() {
        return kafka;
    }
}
