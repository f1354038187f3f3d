/**
 * The customer's SFTP server: settings, client and factory, as in every integration; its payload is the one shared by
 * all places that keep files. A library implements SSH, over connections that are dialled under our rules ({@code
 * docs/decisions/0059}).
 */
@NullMarked
package io.datastreamer.connectors.sftp;

import org.jspecify.annotations.NullMarked;
