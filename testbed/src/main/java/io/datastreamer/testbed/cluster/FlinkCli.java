package io.datastreamer.testbed.cluster;

import io.datastreamer.tools.process.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs commands of Flink's own command line, {@code flink}, each in a separate process. */
public final class FlinkCli {
    private static final String MAIN = "org.apache.flink.client.cli.CliFrontend";
    private static final int ENDS_WITHIN_SECONDS = 180;
    private static final String CAUSE = "Caused by: ";
    private static final Pattern JOB_ID = Pattern.compile("JobID ([0-9a-f]{32})");
    private static final Pattern CREATED = Pattern.compile("A savepoint has been created at: ([^\\s,]+)");
    private static final Pattern SAVEPOINT = Pattern.compile("Savepoint completed\\. Path: (\\S+)");

    private final FlinkLibraries libraries;
    private final Path configuration;
    private final Path logs;
    private int commands;

    FlinkCli(FlinkLibraries libraries, Path configuration, Path logs) {
        this.libraries = libraries;
        this.configuration = configuration;
        this.logs = logs;
    }

    /** Thrown when a command ends with an exit code other than 0. */
    private static final class CommandFailed extends IOException {
        private static final long serialVersionUID = 1L;
        private final String said;

        CommandFailed(String message, String said) {
            super(message);
            this.said = said;
        }
    }

    /**
     * A job to submit.
     *
     * @param from the savepoint or checkpoint to start from; null to begin anew
     * @param allowNonRestored whether state of operators that no longer exist may be dropped
     * @param options the job's options
     */
    public record Submission(@Nullable String from, boolean allowNonRestored, List<String> options) {}

    /**
     * {@code flink run -d}: submits the job's jar.
     *
     * @return the job's id
     * @throws IOException when it is refused; the message holds Flink's output
     */
    public String run(Submission submission) throws IOException, InterruptedException {
        List<String> args = new ArrayList<>(List.of("run", "-d"));
        if (submission.from() != null) {
            args.addAll(List.of("-s", submission.from()));
        }
        if (submission.allowNonRestored()) {
            args.add("--allowNonRestoredState");
        }
        args.add(libraries.jobJar().toString());
        args.addAll(submission.options());
        return found(JOB_ID, execute(args));
    }

    /**
     * {@code flink stop}: stops the job with a savepoint.
     *
     * @return the savepoint's path; also when the job failed after the savepoint was complete, because Flink then ends
     *     it
     * @throws IOException when there is no savepoint; the job continues
     */
    public String stop(String jobId) throws IOException, InterruptedException {
        try {
            return found(SAVEPOINT, execute(List.of("stop", jobId)));
        } catch (CommandFailed e) {
            Matcher created = CREATED.matcher(e.said);
            if (created.find()) {
                return created.group(1);
            }
            throw e;
        }
    }

    /**
     * {@code flink savepoint}: takes a savepoint while the job continues.
     *
     * @return its path
     */
    public String savepoint(String jobId) throws IOException, InterruptedException {
        return found(SAVEPOINT, execute(List.of("savepoint", jobId)));
    }

    /** {@code flink cancel}: ends the job without a savepoint. */
    public void cancel(String jobId) throws IOException, InterruptedException {
        execute(List.of("cancel", jobId));
    }

    /**
     * Runs any command.
     *
     * @return its output
     * @throws IOException when it fails; the message holds its output
     */
    public String execute(List<String> args) throws IOException, InterruptedException {
        Path log = Files.createDirectories(logs).resolve("cli-" + ++commands + ".log");
        ChildJvm cli = ChildJvm.start(new ChildJvm.Command(
                "flink " + args.get(0),
                Stream.concat(
                                Stream.of("@" + libraries.jvm()),
                                Stream.of(
                                        "-Xmx256m",
                                        "-XX:+UseSerialGC",
                                        "-XX:TieredStopAtLevel=1",
                                        "-Dlog4j2.configurationFile=" + libraries.logging()))
                        .toList(),
                libraries.classPath(),
                MAIN,
                args,
                Map.of("FLINK_CONF_DIR", configuration.toString()),
                log));
        int code = cli.exitCode(ENDS_WITHIN_SECONDS);
        if (code != 0) {
            String message = "flink " + String.join(" ", args) + " ended with " + code + ": " + cause(cli)
                    + "\nall that it has said is in " + log;
            throw new CommandFailed(message, cli.said());
        }
        return cli.said();
    }

    // the innermost cause in an exception's long report
    private static String cause(ChildJvm cli) throws IOException {
        return cli.said()
                .lines()
                .filter(line -> line.startsWith(CAUSE))
                .map(line -> line.substring(CAUSE.length()))
                .reduce((before, last) -> last)
                .orElse(cli.lastWords());
    }

    private static String found(Pattern pattern, String said) throws IOException {
        Matcher matcher = pattern.matcher(said);
        if (!matcher.find()) {
            throw new IOException("Flink's command line does not say " + pattern.pattern() + ":\n" + said);
        }
        return matcher.group(1);
    }
}
