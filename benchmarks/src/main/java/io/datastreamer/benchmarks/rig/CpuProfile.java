package io.datastreamer.benchmarks.rig;

import com.sun.tools.attach.AgentInitializationException;
import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Samples the stacks of a JVM on this machine each millisecond of its processor time, native code and the kernel
 * included. The profiler is <a href="https://github.com/async-profiler/async-profiler">async-profiler</a>, which comes
 * with Flink.
 */
public final class CpuProfile {
    private static final String SAMPLING = "event=itimer,interval=1000000,threads";
    // a thread's frame is its name and number: "[deliver -> encode-status (1/2)#0 tid=5949]"
    private static final Pattern THREAD = Pattern.compile("\\[(.*?)( tid=\\d+)?]");

    private final long pid;
    private final Path library;
    private final Path stacks;

    /**
     * A stack that was seen.
     *
     * @param thread name of the thread
     * @param frames the outermost first: {@code package/Class.method}, or the name of a native function
     * @param samples how often it was seen
     */
    public record Stack(String thread, List<String> frames, long samples) {}

    private CpuProfile(long pid, Path library, Path stacks) {
        this.pid = pid;
        this.library = library;
        this.stacks = stacks;
    }

    /**
     * Starts to sample a process.
     *
     * @param dir for the profiler's files
     * @throws IOException when this machine is none that the profiler is made for, or the process refuses it
     */
    public static CpuProfile start(long pid, Path dir) throws IOException {
        Path library = dir.resolve("libasyncProfiler.so");
        try (InputStream packed = CpuProfile.class.getResourceAsStream("/" + platform() + "/libasyncProfiler.so")) {
            if (packed == null) {
                throw new IOException("there is no profiler for " + platform());
            }
            Files.write(library, packed.readAllBytes());
        }
        CpuProfile profile = new CpuProfile(pid, library, dir.resolve("stacks.collapsed"));
        profile.tell("start," + SAMPLING);
        return profile;
    }

    /** Ends it, and returns what was seen. */
    public List<Stack> stop() throws IOException {
        tell("stop,collapsed,threads,file=" + stacks);
        List<Stack> seen = new ArrayList<>();
        for (String line : Files.readAllLines(stacks)) {
            seen.add(parse(line));
        }
        return seen;
    }

    /** Reads a line: frames with semicolons between them, a space, and how often they were seen. */
    static Stack parse(String line) {
        int space = line.lastIndexOf(' ');
        List<String> frames = Arrays.asList(line.substring(0, space).split(";"));
        String thread = THREAD.matcher(frames.get(0)).replaceFirst("$1");
        return new Stack(thread, frames.subList(1, frames.size()), Long.parseLong(line.substring(space + 1)));
    }

    private void tell(String command) throws IOException {
        try {
            VirtualMachine jvm = VirtualMachine.attach(Long.toString(pid));
            try {
                jvm.loadAgentPath(library.toString(), command);
            } finally {
                jvm.detach();
            }
        } catch (AttachNotSupportedException | AgentLoadException | AgentInitializationException e) {
            throw new IOException("process " + pid + " cannot be profiled: " + e.getMessage(), e);
        }
    }

    private static String platform() {
        if (System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac")) {
            return "macos";
        }
        return System.getProperty("os.arch").equals("aarch64") ? "linux-arm64" : "linux-x64";
    }
}
