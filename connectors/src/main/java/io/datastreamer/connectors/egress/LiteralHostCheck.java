package io.datastreamer.connectors.egress;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Checks hosts that are written as an address. The socket would refuse special ones, too, but a proxy dials without our
 * sockets. The JDK, the machine's resolver and a proxy also disagree on what {@code 0177.0.0.1} means, so a number in
 * any notation other than four decimal bytes is refused.
 */
final class LiteralHostCheck implements Interceptor {
    /** By the rule of browsers: a host whose last label is a number is an IPv4 address or invalid. */
    private static final Pattern NUMBER = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0[xX][0-9A-Fa-f]*)\\.?");

    private static final Pattern IPV4 = Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");

    private final EgressPolicy policy;

    LiteralHostCheck(EgressPolicy policy) {
        this.policy = policy;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        check(chain.request().url().host());
        return chain.proceed(chain.request());
    }

    /** Whether the host is written as an IPv4 or IPv6 address. */
    static boolean isLiteral(String host) {
        return IPV4.matcher(host).matches() || host.indexOf(':') >= 0;
    }

    /** Refuses a host that is written as an address and may not be dialled. */
    void check(String host) throws UnknownHostException {
        if (NUMBER.matcher(host).matches() && !isLiteral(host)) {
            throw new AddressRefusedException(host + " is a number, write an IPv4 address as four decimal numbers");
        }
        if (isLiteral(host)) {
            String refusal = policy.refusal(InetAddress.getByName(host));
            if (refusal != null) {
                throw new AddressRefusedException(refusal);
            }
        }
    }
}
