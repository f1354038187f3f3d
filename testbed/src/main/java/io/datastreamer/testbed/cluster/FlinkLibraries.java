package io.datastreamer.testbed.cluster;

import io.datastreamer.tools.process.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The libraries for a cluster, as the build laid them out: Flink's and the job's.
 *
 * @param lib the directory of Flink's jars that the job's jar does not contain
 * @param more the directory of those that the job's jar contains, for processes without the job
 * @param jobJar the job, with everything that Flink does not have
 * @param jvm a file of options for JVMs that run Flink
 * @param logging the configuration of logging
 */
public record FlinkLibraries(Path lib, Path more, Path jobJar, Path jvm, Path logging) {
    /**
     * Finds the libraries of the repository.
     *
     * @param root the launcher's directory
     * @throws IOException when the job is not built
     */
    public static FlinkLibraries of(Path root) throws IOException {
        FlinkLibraries libraries = new FlinkLibraries(
                root.resolve("job/target/flink-lib"),
                root.resolve("testbed/target/flink-lib"),
                root.resolve("job/target/streamer-job.jar"),
                root.resolve("deploy/conf/job.jvm"),
                root.resolve("deploy/conf/log4j2-cluster.properties"));
        for (Path needed : List.of(libraries.lib, libraries.more, libraries.jobJar)) {
            if (!Files.exists(needed)) {
                throw new IOException(needed + " is missing: build it with ./mvnw -DskipTests package");
            }
        }
        return libraries;
    }

    /** The class path: includes our own classes, for the file system that fails. */
    List<String> classPath() throws IOException {
        return List.of(lib + "/*", more + "/*", ChildJvm.home(FlinkLibraries.class));
    }
}
