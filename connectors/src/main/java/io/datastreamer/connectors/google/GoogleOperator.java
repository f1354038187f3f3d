package io.datastreamer.connectors.google;

import io.datastreamer.connectors.oauth.OperatorIdentity;
import org.jspecify.annotations.Nullable;

/**
 * What the operator brings to write at Google Cloud.
 *
 * @param identity the operator's, which customers' workload identity pools may trust; null when there is none
 * @param endpoint the address of Google that gives tokens; null for the public ones
 */
public record GoogleOperator(
        @Nullable OperatorIdentity identity, @Nullable String endpoint) {}
