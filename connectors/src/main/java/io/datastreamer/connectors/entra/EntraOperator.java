package io.datastreamer.connectors.entra;

import io.datastreamer.connectors.oauth.OperatorIdentity;
import org.jspecify.annotations.Nullable;

/**
 * The operator's settings for writing to Azure as a customer's application.
 *
 * @param identity the operator's identity, which customers' applications may trust; null if there is none
 * @param endpoint the address of Microsoft Entra ID; null for the public one
 */
public record EntraOperator(
        @Nullable OperatorIdentity identity, @Nullable String endpoint) {}
