/**
 * Google Cloud Storage: settings, client and factory, as in every integration; its payload is the one shared by all
 * places that keep files.
 */
@NullMarked
package io.datastreamer.connectors.gcs;

import org.jspecify.annotations.NullMarked;
