/**
 * Tells organisations what has happened to their data streams, by mail and webhook. {@link
 * io.datastreamer.portal.notices.Notifier} decides what to tell; only one of several portals does so.
 */
@NullMarked
package io.datastreamer.portal.notices;

import org.jspecify.annotations.NullMarked;
