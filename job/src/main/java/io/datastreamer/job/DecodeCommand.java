package io.datastreamer.job;

import io.datastreamer.job.config.OptionException;
import io.datastreamer.job.config.SourceConfig;
import io.datastreamer.job.config.StreamerConfig;
import io.datastreamer.job.ingest.files.cut.Framing;
import io.datastreamer.options.BadOptionException;
import io.datastreamer.options.CommandLine;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import static java.nio.charset.StandardCharsets.UTF_8;

/** Shows what becomes of the records of files, without a job, to help connect a network element. */
public final class DecodeCommand {
    private static final int BUFFER = 1 << 16;
    private static final int MAX_RECORD_BYTES = 1 << 20;

    private DecodeCommand() {}

    /**
     * Runs the command and ends the process: 0 if all files were read, 1 if reading or writing failed, 2 if the
     * arguments are not valid.
     */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER), false, UTF_8);
        System.exit(run(out, args));
    }

    /**
     * Reads the files and writes lines.
     *
     * @return the process's exit code
     */
    static int run(PrintStream out, String... args) {
        if (args.length == 0 || CommandLine.asksForHelp(args)) {
            out.print(DecodeHelp.text());
            out.flush();
            return args.length == 0 ? 2 : 0;
        }
        try {
            List<String> options = new ArrayList<>();
            List<Path> files = new ArrayList<>();
            split(args, options, files);
            Map<String, String> ofSource = new LinkedHashMap<>();
            List<String> ofJob = new ArrayList<>();
            for (Map.Entry<String, String> option :
                    CommandLine.parse(options.toArray(String[]::new)).entrySet()) {
                if (option.getKey().startsWith("mediate.")) {
                    ofJob.add("--" + option.getKey() + '=' + option.getValue());
                } else {
                    ofSource.put(option.getKey(), option.getValue());
                }
            }
            SourceConfig source = SourceConfig.of("decode", "--", ofSource);
            FileDecoding decoding = new FileDecoding(
                    SourceFormats.format(source),
                    Assembly.mediateSettings(StreamerConfig.ofStages(ofJob)),
                    out::println);
            Framing framing = SourceFormats.framing(source, MAX_RECORD_BYTES);
            for (Path file : files) {
                decoding.read(file, framing);
            }
            decoding.end();
            out.flush();
            return out.checkError() ? 1 : 0;
        } catch (OptionException | BadOptionException e) {
            out.flush();
            System.err.println("streamer: " + e.getMessage());
            return 2;
        } catch (IOException e) {
            out.flush();
            System.err.println("streamer: cannot read: " + e.getMessage());
            return 1;
        }
    }

    // files may be anywhere among the options
    private static void split(String[] args, List<String> options, List<Path> files) throws OptionException {
        for (int i = 0; i < args.length; i++) {
            if (args[i].startsWith("--")) {
                options.add(args[i]);
                if (args[i].indexOf('=') < 0 && i + 1 < args.length && !args[i + 1].startsWith("--")) {
                    options.add(args[++i]);
                }
            } else {
                Path file = Path.of(args[i]);
                if (!Files.isReadable(file) || Files.isDirectory(file)) {
                    throw new OptionException(args[i] + ": is no file that can be read.");
                }
                files.add(file);
            }
        }
        if (files.isEmpty()) {
            throw new OptionException("No files. Write ./streamer decode --format FORMAT FILE…, see --help.");
        }
    }
}
