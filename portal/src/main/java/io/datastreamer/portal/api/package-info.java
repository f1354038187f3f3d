/**
 * The operations of the management API, as {@code openapi.yaml} describes them: {@link io.datastreamer.portal.api.Api} is
 * the list of them. What customers send is checked here; what goes out holds no secret.
 */
@NullMarked
package io.datastreamer.portal.api;

import org.jspecify.annotations.NullMarked;
