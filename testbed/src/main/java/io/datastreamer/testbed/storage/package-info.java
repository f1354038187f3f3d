/**
 * A file system for Flink's checkpoints that can be slow and can fail, as storage over a network does: the local one, with
 * faults that a file switches on. It is loaded by Flink's processes, from the tools' jar on their class path.
 */
@NullMarked
package io.datastreamer.testbed.storage;

import org.jspecify.annotations.NullMarked;
