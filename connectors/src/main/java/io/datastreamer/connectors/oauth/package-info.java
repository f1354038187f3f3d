/**
 * OAuth 2.0 access tokens: how they are requested, how long they are valid, and the operator's identity, which can
 * replace a secret.
 */
@NullMarked
package io.datastreamer.connectors.oauth;

import org.jspecify.annotations.NullMarked;
