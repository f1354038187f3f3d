/**
 * A small Kinesis server in this process, for the quickstart alone: no other program is needed, and none that only Node or
 * Docker can start. The job's tests use servers that others wrote.
 */
@NullMarked
package io.datastreamer.quickstart.kinesis;

import org.jspecify.annotations.NullMarked;
