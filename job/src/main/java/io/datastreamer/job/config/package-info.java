/**
 * The settings of the operator of the Data Streamer. In: the command line and a YAML file. Out: one immutable {@link
 * io.datastreamer.job.config.StreamerConfig}, from which {@link io.datastreamer.job.config.FlinkSettings} makes Flink's
 * own configuration. Every option is declared once: those of a source in {@link
 * io.datastreamer.job.config.SourceOptions}, all others in {@link io.datastreamer.job.config.StreamerOptions}.
 */
@NullMarked
package io.datastreamer.job.config;

import org.jspecify.annotations.NullMarked;
