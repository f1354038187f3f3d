package io.datastreamer.job.record;

import org.jspecify.annotations.Nullable;

/** A user of the portal or the API. */
public record User(long id, String username, @Nullable String name) {}
