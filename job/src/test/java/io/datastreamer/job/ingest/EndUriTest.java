package io.datastreamer.job.ingest;

import io.datastreamer.job.config.OptionException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EndUriTest {

    @Test
    void fileIsAbsoluteAndBoundedUnlessFollowed() throws OptionException {
        assertThat(EndUri.input("sims", "file:a/../b.jsonl"))
                .isEqualTo(new End.Files(
                        "--sims file:a/../b.jsonl", Path.of("b.jsonl").toAbsolutePath(), false, Duration.ZERO));
        assertThat(EndUri.input("sims", "file:/var/sims").bounded()).isTrue();
        End followed = EndUri.input("sims", "file:///var/sims?follow=true");
        assertThat(followed)
                .isEqualTo(new End.Files(
                        "--sims file:///var/sims?follow=true", Path.of("/var/sims"), true, Duration.ZERO));
        assertThat(followed.bounded()).isFalse();
        assertThat(EndUri.input("sims", "file:/var/sims?follow=true&ready-after=30s"))
                .isInstanceOfSatisfying(
                        End.Files.class, files -> assertThat(files.readyAfter()).isEqualTo(Duration.ofSeconds(30)));
        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> EndUri.input("sims", "file:/var/sims?ready-after=30s"))
                .withMessageContaining("Add follow=true");
        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> EndUri.input("sims", "file:/var/sims?follow=true&ready-after=soon"))
                .withMessageContaining("ready-after=soon: expected is a time");
    }

    @Test
    void pathIsTakenAsItStands() throws OptionException {
        assertThat(EndUri.input("sims", "file:/a b/c%20d.jsonl"))
                .isEqualTo(new End.Files(
                        "--sims file:/a b/c%20d.jsonl", Path.of("/a b/c%20d.jsonl"), false, Duration.ZERO));
    }

    @Test
    void topicStartsWhereItSays() throws OptionException {
        assertThat(topic("kafka:events")).isEqualTo(new End.Topic("--sims kafka:events", "events", null, false));
        assertThat(topic("kafka:events?from=earliest&bounded=true").from()).isEqualTo(End.Start.EARLIEST);
        assertThat(topic("kafka:events?from=earliest&bounded=true").bounded()).isTrue();
        assertThat(topic("kafka:events?from=latest").from()).isEqualTo(new End.Start(End.Start.At.LATEST, 0));
        assertThat(topic("kafka:events?from=2026-11-20T01:00:00+01:00").from())
                .isEqualTo(new End.Start(
                        End.Start.At.TIME, Instant.parse("2026-11-20T00:00:00Z").toEpochMilli()));
    }

    @Test
    void streamStartsWhereItSays() throws OptionException {
        assertThat(EndUri.input("sims", "kinesis:events"))
                .isEqualTo(new End.Shards("--sims kinesis:events", "events", null));
        assertThat(EndUri.input("sims", "kinesis:events").bounded()).isFalse();
        assertThat(EndUri.input("sims", "kinesis:events?from=latest"))
                .isEqualTo(new End.Shards(
                        "--sims kinesis:events?from=latest", "events", new End.Start(End.Start.At.LATEST, 0)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kinesis: | is not the name of a stream",
                "kinesis:a/b | is not the name of a stream",
                "kinesis:a?bounded=true | unknown parameter 'bounded'; this end takes from",
                "kinesis:a?from=2026-11-20 | from=2026-11-20: expected is earliest, latest or a time",
                "http://x | unknown scheme 'http:'",
                "sims.jsonl | has no scheme",
                "file: | names no path",
                "file://host/path | names a host",
                "file:a?folow=true | unknown parameter 'folow'; this end takes follow",
                "file:a?follow=yes | follow=yes: expected is true or false",
                "file:a?follow | 'follow' is not a parameter",
                "file:a?follow=true&follow=true | follow is given twice",
                "kafka: | is not the name of a topic",
                "kafka:a/b | is not the name of a topic",
                "kafka:a?follow=true | unknown parameter 'follow'; this end takes bounded, from",
                "kafka:a?from=yesterday | from=yesterday: expected is earliest, latest or a time",
                "kafka:a?from=2026-11-20 | from=2026-11-20: expected is earliest, latest or a time",
            })
    void mistakeIsNamedWithOptionAndValue(String uri, String message) {
        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> EndUri.input("sims", uri))
                .withMessageStartingWith("--sims " + uri + ": ")
                .withMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource({"file:a?follow=true, follow", "kafka:a?from=earliest, from", "kinesis:a?from=earliest, from"})
    void outputTakesNoParameters(String uri, String parameter) {
        assertThatExceptionOfType(OptionException.class)
                .isThrownBy(() -> EndUri.output("status", uri))
                .withMessageContaining("unknown parameter '" + parameter + "'; this end takes no parameters");
    }

    private static End.Topic topic(String uri) throws OptionException {
        return (End.Topic) EndUri.input("sims", uri);
    }
}
