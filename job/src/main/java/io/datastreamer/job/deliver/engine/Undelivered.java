package io.datastreamer.job.deliver.engine;

import java.io.Serializable;

/**
 * What is left of a data stream when the job ends.
 *
 * @param streamId the stream
 * @param organisationId its organisation
 * @param documents how many documents wait
 * @param why the last error or the stream's state, for people to read
 */
public record Undelivered(String streamId, long organisationId, long documents, String why) implements Serializable {}
