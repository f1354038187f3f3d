/** Microsoft Entra ID: how the integrations with Azure get access tokens without a secret of the customer's. */
@NullMarked
package io.datastreamer.connectors.entra;

import org.jspecify.annotations.NullMarked;
