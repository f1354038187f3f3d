/**
 * A Flink session cluster on this machine, whose JobManager, TaskManagers and ZooKeeper are separate processes with the
 * libraries that the job's build lays out; and Flink's own command line for submitting jobs to it.
 */
@NullMarked
package io.datastreamer.testbed.cluster;

import org.jspecify.annotations.NullMarked;
