package io.datastreamer.benchmarks.rig;

import io.datastreamer.tools.Arguments;
import io.datastreamer.tools.process.Parts;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What a benchmark is run with.
 *
 * @param root the directory of the launcher, where the job is built
 * @param quick whether to be short, at the price of precision
 * @param arguments its own options
 * @param parts ends what was started, however the run ends
 * @param progress where it tells people how far it is
 */
public record Setting(Path root, boolean quick, Arguments arguments, Parts parts, PrintStream progress) {
    /** The same, with other parts: those of a benchmark's one step. */
    public Setting with(Parts others) {
        return new Setting(root, quick, arguments, others, progress);
    }

    /** Tells people how far it is. */
    public void say(String format, Object... values) {
        progress.println("bench: " + String.format(Locale.ROOT, format, values));
    }
}
