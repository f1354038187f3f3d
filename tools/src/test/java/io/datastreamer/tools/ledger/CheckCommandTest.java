package io.datastreamer.tools.ledger;

import io.datastreamer.tools.Arguments.BadArgument;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CheckCommandTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @TempDir
    Path dir;

    @BeforeEach
    void files() throws IOException {
        write("sims", "{'imsi':'001010000000001','organisation_id':1}");
        write("streams", "{'id':'a','organisation_id':1,'stream_type':'EVENTS','api_type':'REST_API','historic':true}");
        Files.createDirectories(dir.resolve("network"));
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(dir.resolve("network/1.jsonl.gz")))) {
            out.write(record(10).getBytes(UTF_8));
        }
        write("network/2.jsonl", record(11), "");
        write("network/.3.jsonl", record(12));
        write("status", "{'stream_id':'a','updated_at':'2026-01-01T00:00:00Z','pending':1}");
    }

    @Test
    void theExitCodeSaysWhetherTheBalanceHolds() throws Exception {
        write("arrivals", "{'endpoint':'a','status':200,'events':[10],'usage':[]}");

        assertThat(check()).isEqualTo(1);
        assertThat(said.toString(UTF_8)).contains("raw records: 2;", "THE LEDGER IS NOT BALANCED");
        assertThat(check("--status", "file:" + dir.resolve("status"))).isZero();
        assertThat(check("--status", "file:" + dir.resolve("status"), "--settled"))
                .isEqualTo(1);
        assertThat(said.toString(UTF_8)).endsWith("but not settled: something is pending or has expired\n");
    }

    @Test
    void theUsageOfNetworkElementsIsWhatCountersGrewBy() throws Exception {
        write("streams", "{'id':'a','organisation_id':1,'stream_type':'USAGE_AND_EVENTS','api_type':'REST_API'}");
        write(
                "decoded",
                decoded("network", 0, "'operation':'CREATE_PDP_CONTEXT','record_id':9000000000000000000"),
                decoded("billing", 500, "'record_id':8000000000000000000,'tx_bytes':100,'rx_bytes':20"),
                decoded("billing", 900, "'record_id':8000000000000000001,'tx_bytes':1,'rx_bytes':2"),
                decoded("duplicate", 1400, ""),
                decoded("rejected", 1800, ""));
        write("rejected", "{'stage':'decode','source':'/other/detail','position':1800,'raw':'AAAA'}");
        List<String> arrived = List.of("--decoded", dir.resolve("decoded").toString());
        String start = "{'endpoint':'a','status':200,'events':[10,11,9000000000000000000],'usage':";

        // in another order of arrival, one record has reported everything
        write(
                "arrivals",
                start + "[8000000000000000001],'bytes':[123]}",
                start + "[8000000000000000001],'bytes':[123]}");
        assertThat(check(arrived, "--rejected", "file:" + dir.resolve("rejected")))
                .isZero();
        assertThat(said.toString(UTF_8))
                .contains("grew by 123 bytes, documents tell of 123")
                .contains("raw records: 7; of these rejected 1, repeated 1, unaccounted for 0");

        write("arrivals", start + "[8000000000000000001],'bytes':[122]}");
        assertThat(check(arrived, "--rejected", "file:" + dir.resolve("rejected")))
                .isEqualTo(1);
        // something must account for what decode rejects
        write("arrivals", start + "[8000000000000000001],'bytes':[123]}");
        assertThat(check(arrived)).isEqualTo(1);
    }

    private int check(List<String> first, String... more) throws BadArgument, IOException {
        List<String> all = new ArrayList<>(first);
        all.addAll(List.of(more));
        return check(all.toArray(String[]::new));
    }

    private static String decoded(String kind, long position, String members) {
        String record = members.isEmpty() ? "" : ",'record':{'imsi':'001010000000001'," + members + "}";
        return "{'kind':'" + kind + "','source':'in/detail','position':" + position + record + "}";
    }

    @Test
    void wrongArgumentsAreNamed() throws Exception {
        write("arrivals");

        assertThatThrownBy(() -> check("--status", "file:" + dir.resolve("none")))
                .isInstanceOf(BadArgument.class)
                .hasMessage("--status: there is no " + dir.resolve("none") + ".");
        assertThatThrownBy(() -> check("--status", "status"))
                .hasMessage("--status status: expected is file:PATH or kafka:TOPIC.");
        assertThatThrownBy(() -> check("--status", "kafka:status"))
                .hasMessage("--status kafka:status: --kafka HOST:PORT is needed, too.");
        write("broken", "{");
        assertThatThrownBy(() -> check("--status", "file:" + dir.resolve("broken")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("--status: a line of " + dir.resolve("broken") + " is no JSON: ");
    }

    private int check(String... more) throws BadArgument, IOException {
        List<String> args = new ArrayList<>();
        for (String option : List.of("sims", "streams")) {
            args.addAll(List.of("--" + option, "file:" + dir.resolve(option)));
        }
        args.addAll(List.of("--network-records", "file:" + dir.resolve("network") + "?follow=true"));
        args.addAll(List.of("--arrivals", dir.resolve("arrivals").toString()));
        args.addAll(List.of(more));
        return CheckCommand.run(args.toArray(String[]::new), new PrintStream(said, true, UTF_8));
    }

    private static String record(long id) {
        return "{\"record_id\":" + id + ",\"operation\":\"GENERIC\",\"imsi\":\"001010000000001\"}\n";
    }

    private void write(String name, String... lines) throws IOException {
        Files.writeString(dir.resolve(name), String.join("\n", lines).replace('\'', '"'));
    }
}
