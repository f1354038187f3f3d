/**
 * The endpoint farm, a simulator of thousands of customers' HTTP servers in one process, on loopback, each with its own
 * behaviour that can change at any time. {@link io.datastreamer.tools.farm.Farm} creates {@link
 * io.datastreamer.tools.farm.Endpoint}s, {@link io.datastreamer.tools.farm.Behaviour} defines how one behaves, and
 * {@link io.datastreamer.tools.farm.Arrivals} holds what it got. {@link io.datastreamer.tools.farm.FarmCommand} is
 * {@code ./streamer farm}.
 */
@NullMarked
package io.datastreamer.tools.farm;

import org.jspecify.annotations.NullMarked;
