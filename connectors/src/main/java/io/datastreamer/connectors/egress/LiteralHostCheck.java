package io.datastreamer.connectors.egress;

import java.io.IOException;
import java.net.InetAddress;
import java.util.regex.Pattern;
import okhttp3.Interceptor;
import okhttp3.Response;

/** Checks addresses that are written in a URL, for calls that a proxy dials. */
final class LiteralHostCheck implements Interceptor {
    /** In any notation that some resolver takes for an address: {@code 127.1}, {@code 0x7f.1}, {@code 2130706433}. */
    private static final Pattern LITERAL =
            Pattern.compile(".*:.*|(?:0x[0-9a-f]*|[0-9]+)(?:\\.(?:0x[0-9a-f]*|[0-9]+))*\\.?");

    private static final Pattern PLAIN = Pattern.compile(".*:.*|[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");

    private final EgressPolicy policy;

    LiteralHostCheck(EgressPolicy policy) {
        this.policy = policy;
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        String host = chain.request().url().host();
        if (LITERAL.matcher(host).matches()) {
            String refusal = PLAIN.matcher(host).matches()
                    ? policy.refusal(InetAddress.getByName(host))
                    : host + " is a number, not a name or an address";
            if (refusal != null) {
                throw new AddressRefusedException(refusal);
            }
        }
        return chain.proceed(chain.request());
    }
}
