package io.datastreamer.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a job over files in a directory; inputs that the directory does not have are those of the sample. */
final class SampleJob {
    /** The records, SIMs and catalog that the project ships. */
    static final Path SAMPLE = Path.of("..", "deploy", "sample");

    private SampleJob() {}

    /** Starts it, following changes of the data streams in {@code streams.jsonl}, with receivers on this machine. */
    static JobProcess start(Path dir, String... more) throws IOException {
        List<String> options = new ArrayList<>();
        for (String input : List.of("network-records", "billing-records", "sims", "catalog")) {
            Path own = dir.resolve(input + ".jsonl");
            Path file = Files.exists(own) ? own : SAMPLE.resolve(input + ".jsonl");
            options.addAll(List.of("--" + input, "file:" + file.toRealPath()));
        }
        options.addAll(List.of("--streams", "file:" + dir.resolve("streams.jsonl") + "?follow=true"));
        for (String output : List.of("status", "attempts", "rejected")) {
            options.addAll(List.of("--" + output, "file:" + dir.resolve(output)));
        }
        options.addAll(List.of(
                "--egress.allow",
                "127.0.0.0/8",
                "--checkpoint-interval",
                "500 ms",
                "--state-dir",
                dir.resolve("state").toString()));
        options.addAll(List.of(more));
        return JobProcess.start(dir.resolve("job.log"), options);
    }
}
