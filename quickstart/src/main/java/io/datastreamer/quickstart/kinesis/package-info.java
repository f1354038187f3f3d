/**
 * A small Kinesis server in this process, only for the quickstart, which therefore needs no program that only Node or
 * Docker can run. The job's tests use servers that others wrote.
 */
@NullMarked
package io.datastreamer.quickstart.kinesis;

import org.jspecify.annotations.NullMarked;
