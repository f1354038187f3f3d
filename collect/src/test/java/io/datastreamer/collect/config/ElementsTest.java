package io.datastreamer.collect.config;

import io.datastreamer.options.BadOptionException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ElementsTest {
    @TempDir
    Path directory;

    @Test
    void theNarrowestRangeCounts() throws Exception {
        Files.writeString(directory.resolve("secret"), "of a file\n");
        Elements elements = read("""
                wide: {address: 192.0.2.0/24, secret: wide}
                one: {address: [192.0.2.10, "2001:db8::1"], secret: 123}
                narrow: {address: "192.0.2.128/25", secret-file: %s}
                six: {address: "2001:db8::/33", secret: six}
                """.formatted(directory.resolve("secret")));

        assertThat(nameOf(elements, "192.0.2.10")).isEqualTo("one");
        assertThat(nameOf(elements, "192.0.2.11")).isEqualTo("wide");
        assertThat(nameOf(elements, "192.0.2.200")).isEqualTo("narrow");
        assertThat(nameOf(elements, "192.0.3.1")).isNull();
        assertThat(nameOf(elements, "2001:db8::1")).isEqualTo("one");
        assertThat(nameOf(elements, "2001:db8:7fff::1")).isEqualTo("six");
        assertThat(nameOf(elements, "2001:db8:8000::1")).isNull();
        Element narrow = elements.of(InetAddress.getByName("192.0.2.200"));
        assertThat(narrow)
                .isNotNull()
                .satisfies(element ->
                        assertThat(new String(element.secret(), UTF_8)).isEqualTo("of a file"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    a: {address: ggsn.example, secret: x}      | a: address ggsn.example: expected is an IP address
                    a: {address: 192.0.2.1/33, secret: x}      | a: address 192.0.2.1/33: expected is an IP address
                    a: {secret: x}                             | a: address is missing.
                    a: {address: 192.0.2.1}                    | a: must have one of secret and secret-file.
                    a: {address: 192.0.2.1, secret: ''}        | a: the secret is empty.
                    a: {address: 192.0.2.1, secert: x}         | a: has no member secert
                    a: {address: [1.1.1.1, 1.1.1.1], secret: x}| a: address 1.1.1.1 is that of a, too.
                    a: [1]                                     | a: must have address and secret.
                    a: {address: 192.0.2.1, secret-file: /no}  | a: secret-file /no: cannot be read
                    [1]                                        | must name elements as NAME
                    a: {secret                                 | is not valid YAML.
                    """)
    void whatIsWrongIsSaid(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(BadOptionException.class)
                .hasMessageStartingWith("--elements " + directory.resolve("elements.yaml") + ": " + message);
    }

    private Elements read(String text) throws Exception {
        return Elements.read(Files.writeString(directory.resolve("elements.yaml"), text));
    }

    private static @Nullable String nameOf(Elements elements, String address) throws Exception {
        Element element = elements.of(InetAddress.getByName(address));
        return element == null ? null : element.name();
    }
}
