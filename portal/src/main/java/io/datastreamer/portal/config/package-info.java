/**
 * What the operator sets: options with their checks, from the command line and a file, made into immutable
 * {@link io.datastreamer.portal.config.PortalSettings}. Nothing else of the portal reads options.
 */
@NullMarked
package io.datastreamer.portal.config;

import org.jspecify.annotations.NullMarked;
