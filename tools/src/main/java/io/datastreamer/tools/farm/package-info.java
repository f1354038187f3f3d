/**
 * The endpoint farm: thousands of customers' HTTP servers in one process, on loopback, each with a temper of its own
 * that may change at any time. {@link io.datastreamer.tools.farm.Farm} makes
 * {@link io.datastreamer.tools.farm.Endpoint}s, {@link io.datastreamer.tools.farm.Behaviour} says how one behaves, and
 * {@link io.datastreamer.tools.farm.Arrivals} holds what it got. {@link io.datastreamer.tools.farm.FarmCommand} is
 * {@code ./streamer farm}.
 */
@NullMarked
package io.datastreamer.tools.farm;

import org.jspecify.annotations.NullMarked;
