/**
 * How documents look when they are sent. Journals keep the first form; the others are made of it, and of what entries
 * have beside it, right before a request, straight from bytes to bytes.
 */
@NullMarked
package io.datastreamer.connectors.form;

import org.jspecify.annotations.NullMarked;
