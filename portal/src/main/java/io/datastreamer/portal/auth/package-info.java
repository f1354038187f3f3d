/**
 * Identifies the sender of a request: {@link io.datastreamer.portal.auth.TokenVerifier} by a token, {@link
 * io.datastreamer.portal.auth.Sessions} by a session that began with a login link. Does not depend on HTTP.
 */
@NullMarked
package io.datastreamer.portal.auth;

import org.jspecify.annotations.NullMarked;
