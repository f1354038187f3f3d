/**
 * Tells organisations what has come about of their data streams, by mail and by webhook. {@link
 * io.datastreamer.portal.notices.Notifier} decides what is to be told and sees that it is; of several portals one does so.
 */
@NullMarked
package io.datastreamer.portal.notices;

import org.jspecify.annotations.NullMarked;
