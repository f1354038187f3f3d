/**
 * Secret settings, which are encrypted from where they enter to the client that uses them: the list of secret members,
 * the keyset, and the commands for both.
 */
@NullMarked
package io.datastreamer.connectors.secrets;

import org.jspecify.annotations.NullMarked;
