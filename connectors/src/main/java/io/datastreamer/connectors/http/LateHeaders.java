package io.datastreamer.connectors.http;

import java.io.IOException;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Headers that are made when a request is really sent, in the request's thread: what costs time (a signature over the
 * body) or tells the time. Attached to a request as a tag of this type.
 */
@FunctionalInterface
public interface LateHeaders {

    /** The headers to add. */
    Headers make() throws IOException;

    /** Adds the late headers of the requests that have them. */
    final class Adder implements Interceptor {
        @Override
        public Response intercept(Chain chain) throws IOException {
            Request request = chain.request();
            LateHeaders late = request.tag(LateHeaders.class);
            if (late != null) {
                Request.Builder complete = request.newBuilder();
                late.make().forEach(header -> complete.header(header.getFirst(), header.getSecond()));
                request = complete.build();
            }
            return chain.proceed(request);
        }
    }
}
