/**
 * What places share that keep documents in files: how files are named, when one is written, and what is in it (CSV, JSON
 * Lines, Parquet). Settings and payload of an integration are these, beside what it alone has.
 */
@NullMarked
package io.datastreamer.connectors.files;

import org.jspecify.annotations.NullMarked;
