package io.datastreamer.benchmarks.rig;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * Reads from outside what the threads of a JVM on this machine have taken: processor time and allocated bytes, both
 * counted by the JVM itself. Threads that have ended are no longer among them.
 */
public final class JvmMeter implements AutoCloseable {
    /** What is not of a Java thread: collection of garbage and compilation, mostly. */
    public static final String JVM = "JVM: collector, compiler";

    private static final int ATTEMPTS = 20;
    private static final long TRY_AGAIN_MILLIS = 500;

    private final JMXConnector connection;
    private final ThreadMXBean threads;
    private final OperatingSystemMXBean system;

    /**
     * What was taken since the process began.
     *
     * @param cpuNanos of the whole process
     * @param stages by stage
     */
    public record Reading(long cpuNanos, Map<String, Stage> stages) {
        /** What was taken since an earlier reading. */
        public Reading since(Reading earlier) {
            Map<String, Stage> difference = new TreeMap<>();
            stages.forEach((name, stage) ->
                    difference.put(name, stage.minus(earlier.stages.getOrDefault(name, Stage.NOTHING))));
            return new Reading(cpuNanos - earlier.cpuNanos, difference);
        }

        public long allocatedBytes() {
            return stages.values().stream().mapToLong(Stage::allocatedBytes).sum();
        }

        /** Processor time that no stage has taken. */
        public long jvmNanos() {
            return Math.max(
                    0,
                    cpuNanos
                            - stages.values().stream()
                                    .mapToLong(Stage::cpuNanos)
                                    .sum());
        }
    }

    /** What threads of one purpose have taken. */
    public record Stage(long cpuNanos, long allocatedBytes) {
        public static final Stage NOTHING = new Stage(0, 0);

        Stage plus(Stage other) {
            return new Stage(cpuNanos + other.cpuNanos, allocatedBytes + other.allocatedBytes);
        }

        /** Not below nothing: threads that have ended took along what they had. */
        Stage minus(Stage other) {
            return new Stage(
                    Math.max(0, cpuNanos - other.cpuNanos), Math.max(0, allocatedBytes - other.allocatedBytes));
        }
    }

    private JvmMeter(JMXConnector connection) throws IOException {
        this.connection = connection;
        this.threads = ManagementFactory.newPlatformMXBeanProxy(
                connection.getMBeanServerConnection(), ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class);
        this.system = ManagementFactory.newPlatformMXBeanProxy(
                connection.getMBeanServerConnection(),
                ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME,
                OperatingSystemMXBean.class);
    }

    /**
     * Attaches to a JVM that this benchmark has started, even just now.
     *
     * @throws IOException when it cannot be asked after a while
     */
    public static JvmMeter attach(long pid) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return new JvmMeter(connect(pid));
            } catch (IOException | AttachNotSupportedException e) {
                // one that is just starting refuses, in more than one way
                if (attempt == ATTEMPTS) {
                    throw new IOException("the JVM of process " + pid + " cannot be asked: " + e.getMessage(), e);
                }
                TimeUnit.MILLISECONDS.sleep(TRY_AGAIN_MILLIS);
            }
        }
    }

    @SuppressWarnings("BanJNDI") // the other side is a process of our own
    private static JMXConnector connect(long pid) throws IOException, AttachNotSupportedException {
        VirtualMachine jvm = VirtualMachine.attach(Long.toString(pid));
        try {
            return JMXConnectorFactory.connect(new JMXServiceURL(jvm.startLocalManagementAgent()));
        } finally {
            jvm.detach();
        }
    }

    /**
     * What it has taken until now.
     *
     * @param stageOf names the stage of a thread by its name
     */
    public Reading read(UnaryOperator<String> stageOf) {
        long[] ids = threads.getAllThreadIds();
        ThreadInfo[] infos = threads.getThreadInfo(ids);
        long[] cpu = threads.getThreadCpuTime(ids);
        long[] allocated = threads.getThreadAllocatedBytes(ids);
        Map<String, Stage> stages = new TreeMap<>();
        for (int i = 0; i < ids.length; i++) {
            if (infos[i] != null) {
                Stage thread = new Stage(Math.max(0, cpu[i]), Math.max(0, allocated[i]));
                stages.merge(stageOf.apply(infos[i].getThreadName()), thread, Stage::plus);
            }
        }
        return new Reading(system.getProcessCpuTime(), stages);
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
