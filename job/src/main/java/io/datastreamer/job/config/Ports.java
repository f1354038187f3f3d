package io.datastreamer.job.config;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.jspecify.annotations.Nullable;

/** Checks that the ports of a run in this process are free, since later nothing would report it clearly. */
public final class Ports {
    private Ports() {}

    /**
     * Checks the ports that are set.
     *
     * @throws OptionException when another program uses one of them
     */
    public static void check(StreamerConfig config) throws OptionException {
        if (config.isSet(StreamerOptions.WEB_PORT)) {
            check(config, StreamerOptions.WEB_PORT, InetAddress.getLoopbackAddress());
        }
        if (config.isSet(StreamerOptions.METRICS_PORT)) {
            check(config, StreamerOptions.METRICS_PORT, null);
        }
    }

    // null: all addresses
    private static void check(StreamerConfig config, Option<Integer> option, @Nullable InetAddress address)
            throws OptionException {
        int port = config.find(option).orElse(0);
        try (ServerSocket socket = new ServerSocket()) {
            // as the servers do: leftover connections of an earlier run do not count
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
        } catch (IOException e) {
            throw new OptionException(
                    "--" + option.key() + " " + port + ": cannot be used: " + e.getMessage()
                            + ". Choose another port, or end the program that has it.",
                    e);
        }
    }
}
