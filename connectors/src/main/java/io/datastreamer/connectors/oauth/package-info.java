/** Access tokens by OAuth 2.0 client credentials: what asks for them, and how long one is good. */
@NullMarked
package io.datastreamer.connectors.oauth;

import org.jspecify.annotations.NullMarked;
