package io.datastreamer.options;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What the operator has set, each value checked on its own. Immutable. */
public final class OptionValues {
    private final Map<String, Object> values;
    private final Map<String, String> kafka;

    OptionValues(Map<String, Object> values, Map<String, String> kafka) {
        this.values = Map.copyOf(values);
        this.kafka = Map.copyOf(kafka);
    }

    /** The value of an option that has a default. */
    public <T> T get(DeclaredOption<T> option) {
        return find(option).orElseThrow();
    }

    /**
     * The value of an option that has to be set.
     *
     * @throws BadOptionException when it is not
     */
    public <T> T required(DeclaredOption<T> option) throws BadOptionException {
        return find(option)
                .orElseThrow(() -> new BadOptionException(
                        "--" + option.key() + " is missing: expected is " + option.expects() + "."));
    }

    /** The value of an option, or its default; empty when there is neither. */
    public <T> Optional<T> find(DeclaredOption<T> option) {
        @SuppressWarnings("unchecked") // each value was read by its option
        T set = (T) values.get(option.key());
        if (set != null || option.byDefault() == null) {
            return Optional.ofNullable(set);
        }
        return Optional.of(Objects.requireNonNull(option.read().apply(option.byDefault()), option.key()));
    }

    /** Properties for Kafka's clients under Kafka's own names: {@code bootstrap.servers}. */
    public Map<String, String> kafka() {
        return kafka;
    }
}
