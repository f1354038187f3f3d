/**
 * The forms in which documents are sent. Journals keep {@code v1}; the other forms are made from it and the supplement
 * right before a request, directly from bytes to bytes.
 */
@NullMarked
package io.datastreamer.connectors.form;

import org.jspecify.annotations.NullMarked;
