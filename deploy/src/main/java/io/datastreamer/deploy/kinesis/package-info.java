/**
 * A small Kinesis server in this process, for the quickstart alone: no other program is needed, and none that only Node or
 * Docker can start. The job's tests use servers that others wrote.
 */
@NullMarked
package io.datastreamer.deploy.kinesis;

import org.jspecify.annotations.NullMarked;
