package io.datastreamer.connectors.google;

import io.datastreamer.connectors.oauth.OperatorIdentity;
import org.jspecify.annotations.Nullable;

/**
 * The operator's settings for writing to Google Cloud.
 *
 * @param identity the operator's identity, which customers' workload identity pools may trust; null if there is none
 * @param endpoint the address of Google's token services; null for the public ones
 */
public record GoogleOperator(
        @Nullable OperatorIdentity identity, @Nullable String endpoint) {}
