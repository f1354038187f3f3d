/**
 * The customer's SFTP server: settings, client and factory, as in every integration; its payload is that of all places that
 * keep files. SSH is a library's, over connections that are dialled by our rules ({@code docs/decisions/0059}).
 */
@NullMarked
package io.datastreamer.connectors.sftp;

import org.jspecify.annotations.NullMarked;
