/**
 * The operator's settings: options are validated, read from the command line and a file, and converted to immutable
 * {@link io.datastreamer.portal.config.PortalSettings}. No other part of the portal reads options.
 */
@NullMarked
package io.datastreamer.portal.config;

import org.jspecify.annotations.NullMarked;
