package io.datastreamer.portal.api;

import io.datastreamer.connectors.conformance.Snippets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import static org.assertj.core.api.Assertions.assertThat;

/** Runs the documented programs for comparing one's documents with a statement. */
class LedgerSnippetsTest {
    private static final Path PAGE = Path.of("..", "docs", "portal.md");

    /** Above 2^53, like ids of mediated records: code that rounds them sees other ids. */
    private static final long LARGE = 9_007_199_254_740_993L;

    private static final String HEADER =
            "record_kind,hour,produced,delivered,refused,expired,skipped,pending,id_sum,id_xor";

    @TempDir
    private Path directory;

    /** A language: its program, the file, and the code around the lines of the documentation. */
    enum Language {
        PYTHON("Python", "python3", "compare.py", "%s"),
        NODE("Node", "node", "compare.js", "%s"),
        GO("Go", "go", "compare.go", """
                package main

                import (
                \t"encoding/csv"
                \t"encoding/json"
                \t"fmt"
                \t"os"
                \t"strings"
                )

                %s
                """),
        JAVA("Java", "java", "Compare.java", """
                import java.nio.file.Files;
                import java.nio.file.Path;
                import java.util.HashMap;
                import java.util.HashSet;
                import java.util.Map;
                import java.util.Set;
                import java.util.regex.Matcher;
                import java.util.regex.Pattern;

                class Compare {
                    %s
                }
                """);

        private final String name;
        private final String program;
        private final String file;
        private final String around;

        Language(String name, String program, String file, String around) {
            this.name = name;
            this.program = program;
            this.file = file;
            this.around = around;
        }
    }

    private static String event(long id, String time) {
        return "{\"id\": %d, \"description\": \"a\", \"timestamp\": \"%s\", \"sim\": {\"id\": 5}}".formatted(id, time);
    }

    private static String usage(long id, String time) {
        return "{\"cost\":0.5,\"id\":%d,\"sim\":{\"id\":5},\"start_timestamp\":\"2026-11-20 09:59:00\",\"end_timestamp\":\"%s\"}"
                .formatted(id, time);
    }

    private static String row(String kind, String hour, int pending, long... ids) {
        long sum = 0;
        long xor = 0;
        for (long id : ids) {
            // the JDK has the same hash
            long hash = new SplittableRandom(id).nextLong();
            sum += hash;
            xor ^= hash;
        }
        return "%s,%s,%d,%d,0,0,0,%d,%016x,%016x"
                .formatted(kind, hour, ids.length + pending, ids.length, pending, sum, xor);
    }

    @ParameterizedTest
    @EnumSource
    void nameTheHoursThatLackSomethingAndNoOthers(Language language) throws Exception {
        String code = language.around.replace("%s", Snippets.of(PAGE, "compare: " + language.name));
        List<String> command = Snippets.command(directory, language.program, language.file, code);
        Files.writeString(
                directory.resolve("received.jsonl"),
                String.join(
                                "\n",
                                event(1, "2026-11-20T10:00:00.000+0000"),
                                event(LARGE, "2026-11-20T10:59:59.999+0000"),
                                event(1, "2026-11-20T10:00:00.000+0000"),
                                usage(1, "2026-11-20 10:15:00"),
                                usage(LARGE + 1, "2026-11-20 10:30:00"),
                                event(4, "2026-11-20T11:00:00.000+0000"),
                                event(6, "2026-11-20T12:00:00.000+0000"),
                                event(8, "2026-11-20T13:00:00.000+0000"))
                        + "\n");
        Files.writeString(
                directory.resolve("ledger.csv"),
                String.join(
                                "\r\n",
                                HEADER,
                                row("EVENT", "", 0, 99),
                                row("EVENT", "2026-11-20T10:00:00Z", 0, LARGE, 1),
                                // one is missing
                                row("EVENT", "2026-11-20T11:00:00Z", 0, 4, 5),
                                // another one is here
                                row("EVENT", "2026-11-20T12:00:00Z", 0, 7),
                                // some are still to come
                                row("EVENT", "2026-11-20T13:00:00Z", 1, 8, 9),
                                // nothing is here
                                row("EVENT", "2026-11-20T14:00:00Z", 0, 10),
                                row("USAGE", "2026-11-20T10:00:00Z", 0, 1, LARGE + 1))
                        + "\r\n");
        assertThat(Snippets.output(directory, command).lines())
                .containsExactly(
                        "EVENT 2026-11-20T11:00:00Z 2 delivered, 1 here",
                        "EVENT 2026-11-20T12:00:00Z 1 delivered, 1 here",
                        "EVENT 2026-11-20T14:00:00Z 1 delivered, 0 here");
    }
}
