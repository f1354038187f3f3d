/**
 * A Flink session cluster on this machine whose JobManager, TaskManagers and ZooKeeper are processes of their own, from
 * the libraries that the job's build lays out; and Flink's own command line to submit jobs to it.
 */
@NullMarked
package io.datastreamer.testbed.cluster;

import org.jspecify.annotations.NullMarked;
