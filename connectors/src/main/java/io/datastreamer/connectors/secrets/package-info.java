/**
 * Secret settings, encrypted from where they enter to the client that uses them: which members they are, the keyset that
 * encrypts them, and the commands that make both.
 */
@NullMarked
package io.datastreamer.connectors.secrets;

import org.jspecify.annotations.NullMarked;
