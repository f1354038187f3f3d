/**
 * Code shared by all places that keep documents in files: how files are named, when one is written, and their content
 * (CSV, JSON Lines, Parquet). Each integration uses these settings and extends this client, and adds only its own.
 */
@NullMarked
package io.datastreamer.connectors.files;

import org.jspecify.annotations.NullMarked;
