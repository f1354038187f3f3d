/** Code shared by the integrations with Google Cloud: with whose rights they write, and how they get tokens. */
@NullMarked
package io.datastreamer.connectors.google;

import org.jspecify.annotations.NullMarked;
