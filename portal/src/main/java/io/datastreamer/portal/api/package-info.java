/**
 * The operations of the management API that {@code openapi.yaml} describes, listed in {@link
 * io.datastreamer.portal.api.Api}. They validate what customers send, and never show secrets.
 */
@NullMarked
package io.datastreamer.portal.api;

import org.jspecify.annotations.NullMarked;
