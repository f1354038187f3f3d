/** What the integrations with Google Cloud share: with whose rights they write, and where they get tokens for that. */
@NullMarked
package io.datastreamer.connectors.google;

import org.jspecify.annotations.NullMarked;
