/**
 * What the operator of the Data Streamer can set. In: the command line and a YAML file; out: one immutable
 * {@link io.datastreamer.job.config.StreamerConfig}, from which {@link io.datastreamer.job.config.FlinkSettings} makes
 * Flink's own configuration. Every option is declared once, in {@link io.datastreamer.job.config.StreamerOptions}.
 */
@NullMarked
package io.datastreamer.job.config;

import org.jspecify.annotations.NullMarked;
