/**
 * Azure Blob Storage: settings, client and factory, as in every integration; its payload is the one shared by all
 * places that keep files. Requests are signed here ({@code docs/decisions/0058}).
 */
@NullMarked
package io.datastreamer.connectors.azure;

import org.jspecify.annotations.NullMarked;
