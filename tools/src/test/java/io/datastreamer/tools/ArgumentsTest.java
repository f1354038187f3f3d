package io.datastreamer.tools;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ArgumentsTest {

    @Test
    void readsBothFormsAndFlags() throws Arguments.BadArgument {
        Arguments arguments = parse("--port", "80", "--for=10min", "--quiet");

        assertThat(arguments.number("port", 0, 0, 100)).isEqualTo(80);
        assertThat(arguments.duration("for")).isEqualTo(Duration.ofMinutes(10));
        assertThat(arguments.has("quiet")).isTrue();
        assertThat(arguments.number("documents", 7, 0, 100)).isEqualTo(7);
        assertThat(arguments.text("documents")).isNull();
    }

    @Test
    void readsSomeOfSomeNames() throws Arguments.BadArgument {
        List<String> all = List.of("a", "b", "c");

        assertThat(parse("--for", "c,a").names("for", all)).containsExactly("c", "a");
        assertThat(parse().names("for", all)).containsExactly("a", "b", "c");
        assertThatExceptionOfType(Arguments.BadArgument.class)
                .isThrownBy(() -> parse("--for", "a,d").names("for", all))
                .withMessage("--for a,d: expected are some of a,b,c.");
    }

    @Test
    void mistakesAreNamed() {
        assertThatExceptionOfType(Arguments.BadArgument.class)
                .isThrownBy(() -> parse("--prot", "1"))
                .withMessageContaining("'--prot' is not known");
        assertThatExceptionOfType(Arguments.BadArgument.class)
                .isThrownBy(() -> parse("--port"))
                .withMessage("--port needs a value.");
        assertThatExceptionOfType(Arguments.BadArgument.class)
                .isThrownBy(() -> parse("--quiet=yes"))
                .withMessageContaining("'--quiet=yes' is not known");
        assertThatExceptionOfType(Arguments.BadArgument.class)
                .isThrownBy(() -> parse("--port", "1", "--port=2"))
                .withMessage("--port is given twice.");
        assertThatExceptionOfType(Arguments.BadArgument.class)
                .isThrownBy(() -> parse("--port", "70000").number("port", 0, 0, 65_535))
                .withMessageContaining("--port 70000: expected is a whole number from 0 to 65535");
        assertThatExceptionOfType(Arguments.BadArgument.class)
                .isThrownBy(() -> parse("--for", "long").duration("for"))
                .withMessageContaining("--for long: expected is a time such as");
        assertThatExceptionOfType(Arguments.BadArgument.class)
                .isThrownBy(() -> parse("--for", "not an address").address("for"))
                .withMessageContaining("--for not an address: expected is an address of this machine");
        assertThatExceptionOfType(Arguments.BadArgument.class)
                .isThrownBy(() -> parse().required("port"))
                .withMessage("--port is missing.");
    }

    private static Arguments parse(String... args) throws Arguments.BadArgument {
        return Arguments.parse(args, Set.of("port", "for", "documents"), Set.of("quiet"));
    }
}
