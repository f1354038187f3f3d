/**
 * Signatures of Standard Webhooks 1.0, by which a receiver knows who sent a request and drops what it has had before.
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">the
 *     specification</a>
 */
@NullMarked
package io.datastreamer.connectors.webhook;

import org.jspecify.annotations.NullMarked;
