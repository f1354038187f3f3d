/**
 * HTTP: the server with its limits and headers, who may call what, problems, bodies, and the files of the page. Knows
 * nothing of data streams: operations come as {@link io.datastreamer.portal.web.Route}s.
 */
@NullMarked
package io.datastreamer.portal.web;

import org.jspecify.annotations.NullMarked;
