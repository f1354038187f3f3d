/**
 * Access tokens by OAuth 2.0: what asks for them, how long one is good, and the identity of the operator, which can stand in
 * the place of a secret.
 */
@NullMarked
package io.datastreamer.connectors.oauth;

import org.jspecify.annotations.NullMarked;
