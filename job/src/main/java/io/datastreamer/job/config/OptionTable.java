package io.datastreamer.job.config;

import io.datastreamer.options.HelpText;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.apache.flink.util.TimeUtils;

/** Lists all options: for the terminal, and as the page {@code docs/configuration.md}. */
public final class OptionTable {
    private OptionTable() {}

    /** All options for the terminal. */
    public static String help() {
        StringBuilder help = new StringBuilder("Options: --KEY VALUE or --KEY=VALUE, or in the file of --config\n");
        for (StreamerOptions.Area area : StreamerOptions.AREAS) {
            help.append('\n').append(area.title()).append('\n');
            for (Option<?> option : area.options()) {
                help.append("  --").append(option.key()).append(' ').append(option.value());
                help.append(note(option, " (required)", " (default ", ")")).append('\n');
                HelpText.describe(description(option), help);
            }
        }
        help.append("\nPassed on\n");
        for (StreamerOptions.Family family : StreamerOptions.FAMILIES) {
            help.append("  --").append(family.prefix()).append("* VALUE\n");
            HelpText.describe(family.description(), help);
        }
        return help.toString();
    }

    /** The options of a source for the terminal, for a command that reads one. */
    public static String sourceHelp() {
        StringBuilder help = new StringBuilder();
        for (Option<?> option : SourceOptions.ALL) {
            if (!option.equals(SourceOptions.URI)) {
                help.append("  --")
                        .append(SourceOptions.suffix(option))
                        .append(' ')
                        .append(option.value());
                help.append(note(option, " (required)", " (default ", ")")).append('\n');
                HelpText.describe(description(option), help);
            }
        }
        help.append("  --").append(StreamerOptions.UPDATE_EVENTS.key()).append(' ');
        help.append(StreamerOptions.UPDATE_EVENTS.value())
                .append(note(StreamerOptions.UPDATE_EVENTS, "", " (default ", ")"));
        help.append('\n');
        HelpText.describe(description(StreamerOptions.UPDATE_EVENTS), help);
        return help.toString();
    }

    /** The page about all options. */
    public static String page() {
        StringBuilder page = new StringBuilder("""
                # Configuration

                <!-- Written from StreamerOptions by ConfigurationPageTest: do not edit, see CONTRIBUTING. -->

                Options stand on the command line as `--KEY VALUE` or `--KEY=VALUE`, or in the YAML file that `--config`
                names, with nested or dotted keys. The command line wins over the file. A time is a number with a unit
                (`500 ms`, `30 s`, `10 min`, `1 h`, `20 d`), a size too (`16 KiB`, `64 MiB`; units of 1024). Relative
                paths are relative to the working directory.
                """);
        for (StreamerOptions.Area area : StreamerOptions.AREAS) {
            page.append("\n## ")
                    .append(area.title())
                    .append("\n\n| option | value | default | |\n| --- | --- | --- | --- |\n");
            for (Option<?> option : area.options()) {
                page.append("| `").append(option.key()).append("` | ");
                page.append(option.value().replace("|", " \\| ")).append(" | ");
                page.append(note(option, "**required**", "`", "`")).append(" | ");
                page.append(description(option)).append(" |\n");
            }
            if (area.options().contains(StreamerOptions.NETWORK_RECORDS)) {
                page.append(END_URIS);
            }
        }
        page.append("\n## Passed on\n\n| options | |\n| --- | --- |\n");
        for (StreamerOptions.Family family : StreamerOptions.FAMILIES) {
            page.append("| `").append(family.prefix()).append("*` | ");
            page.append(family.description()).append(" |\n");
        }
        return page.toString();
    }

    private static String note(Option<?> option, String required, String before, String after) {
        if (option.required()) {
            return required;
        }
        if (!option.flink().hasDefaultValue()) {
            return "";
        }
        String text = text(option.flink().defaultValue());
        return text.isEmpty() ? "" : before + text + after;
    }

    private static String text(Object value) {
        if (value instanceof Duration duration) {
            return TimeUtils.formatWithHighestUnit(duration);
        }
        if (value instanceof MemorySize size) {
            long kib = size.getBytes() >> 10;
            return kib >= 1024 && kib % 1024 == 0 ? (kib >> 10) + " MiB" : kib + " KiB";
        }
        if (value instanceof List<?> list) {
            return String.join(",", list.stream().map(String::valueOf).toList());
        }
        return value instanceof Enum<?> constant ? constant.name().toLowerCase(Locale.ROOT) : value.toString();
    }

    private static String description(Option<?> option) {
        return new HtmlFormatter().format(option.flink().description());
    }

    private static final String END_URIS = """

            An end is a URI:

            | URI | |
            | --- | --- |
            | `file:PATH` | JSON Lines, one object a line, plain or compressed (gzip, zstd, bzip2). In: a file, or a directory with all that is below it, except names that start with a dot or an underscore, and those of unfinished files (`ingest.unfinished-names`); ends when all is read. The lines of a file are read in their order, files in the order of their names, several at once when the parallelism allows. Out: a directory, in which each subtask writes files `part-….jsonl`; lines become visible with the checkpoint that follows them (`checkpoint-interval`), and at the end of a run that ends by itself. |
            | `file:PATH?follow=true` | In: does not end. What is added to a file is read on; files that appear later are read; files that are renamed, truncated or replaced are followed ([operations.md](operations.md)). With `&ready-after=30s`, a file is read when it has not changed for so long: for writers that do not rename. |
            | `kafka:TOPIC` | In: from where the consumer group stopped, or else the earliest record; reference data (`sims`, `catalog`, `streams`) always from the earliest; committed transactions only. Out: at least once; a removal is a tombstone. |
            | `kafka:TOPIC?from=START` | In: START is `earliest`, `latest`, or a time such as `2026-11-20T00:00:00Z`. A start from a checkpoint goes on where the checkpoint was. |
            | `kafka:TOPIC?bounded=true` | In: ends at what was the topic's end when the job started. Goes with `from`: `?from=earliest&bounded=true`. |
            | `kinesis:STREAM` | In: network and billing records; does not end. From the checkpoint, or else the earliest record. Every record at least once, those of a partition key in their order, also when shards are split and merged. Records that the Kinesis Producer Library has packed into one are taken apart. Out: `attempts` and `rejected`, at least once. Needs `kinesis.region`. |
            | `kinesis:STREAM?from=START` | In: START is `earliest`, `latest`, or a time such as `2026-11-20T00:00:00Z`. A start from a checkpoint goes on where the checkpoint was. |
            """;
}
