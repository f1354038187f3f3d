/**
 * Signatures by Standard Webhooks 1.0, with which a receiver verifies who sent a request and drops duplicates.
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">the
 *     specification</a>
 */
@NullMarked
package io.datastreamer.connectors.webhook;

import org.jspecify.annotations.NullMarked;
