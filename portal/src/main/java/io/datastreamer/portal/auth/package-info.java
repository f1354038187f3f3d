/**
 * Who makes a request: {@link io.datastreamer.portal.auth.TokenVerifier} tells it from a token,
 * {@link io.datastreamer.portal.auth.Sessions} from a session that began with a login link. Knows nothing of HTTP.
 */
@NullMarked
package io.datastreamer.portal.auth;

import org.jspecify.annotations.NullMarked;
