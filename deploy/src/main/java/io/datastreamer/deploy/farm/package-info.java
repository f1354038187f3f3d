/**
 * The endpoint farm: thousands of customers' HTTP servers in one process, on loopback, each with a temper of its own
 * that may change at any time. {@link io.datastreamer.deploy.farm.Farm} makes
 * {@link io.datastreamer.deploy.farm.Endpoint}s, {@link io.datastreamer.deploy.farm.Behaviour} says how one behaves, and
 * {@link io.datastreamer.deploy.farm.Arrivals} holds what it got. {@link io.datastreamer.deploy.farm.FarmCommand} is
 * {@code ./streamer farm}.
 */
@NullMarked
package io.datastreamer.deploy.farm;

import org.jspecify.annotations.NullMarked;
