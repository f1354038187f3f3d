/**
 * A file system for Flink's checkpoints that can be slow or fail, like storage over a network: the local one, with
 * faults that are switched on by a file. Flink's processes load it from the testbed's jar on their class path.
 */
@NullMarked
package io.datastreamer.testbed.storage;

import org.jspecify.annotations.NullMarked;
