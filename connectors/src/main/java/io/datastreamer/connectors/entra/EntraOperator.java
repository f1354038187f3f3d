package io.datastreamer.connectors.entra;

import io.datastreamer.connectors.oauth.OperatorIdentity;
import org.jspecify.annotations.Nullable;

/**
 * What the operator brings to write at Azure as an application of the customer's.
 *
 * @param identity the operator's, which customers' applications may trust; null when there is none
 * @param endpoint the address of Microsoft Entra ID; null for the public one
 */
public record EntraOperator(
        @Nullable OperatorIdentity identity, @Nullable String endpoint) {}
