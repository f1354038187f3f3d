/**
 * A receiver in a process of its own that costs as little as can be: takes documents over HTTP, as calls of AWS Kinesis and
 * as objects of AWS S3, answers each as the service would, and remembers when each document came first.
 * {@link io.datastreamer.benchmarks.receiver.FastReceiver} is its main class.
 */
@NullMarked
package io.datastreamer.benchmarks.receiver;

import org.jspecify.annotations.NullMarked;
