/** Microsoft Entra ID: gets access tokens for the integrations with Azure without a secret of the customer's. */
@NullMarked
package io.datastreamer.connectors.entra;

import org.jspecify.annotations.NullMarked;
