package io.datastreamer.portal.web;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/**
 * An operation of the API with its path and access.
 *
 * @param method its method
 * @param path its path, with {@code {id}} for a stream's id
 * @param access who may call it
 * @param handler handles the request; a {@link Problem} that it throws is the answer
 */
public record Route(HandlerType method, String path, Access access, Handler handler) {

    /** Who may call an operation. */
    public enum Access {
        /** Every caller that identifies itself. */
        CALLER,
        /** The same, for requests that stay open and have their own limits. */
        WATCHER,
        /** Anybody within the rate of an address, but not from other sites' pages. */
        OWN_PAGE,
        /** Anybody within the rate of an address. */
        ANYBODY,
        /** Anybody at any rate: for probes. */
        PROBE
    }

    public static Route get(String path, Handler handler) {
        return new Route(HandlerType.GET, path, Access.CALLER, handler);
    }

    public static Route post(String path, Handler handler) {
        return new Route(HandlerType.POST, path, Access.CALLER, handler);
    }

    public static Route patch(String path, Handler handler) {
        return new Route(HandlerType.PATCH, path, Access.CALLER, handler);
    }

    public static Route delete(String path, Handler handler) {
        return new Route(HandlerType.DELETE, path, Access.CALLER, handler);
    }

    /** Whether a path belongs to this operation. */
    boolean isAt(String path) {
        String[] wanted = this.path.split("/", -1);
        String[] there = path.split("/", -1);
        if (wanted.length != there.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (!wanted[i].startsWith("{") && !wanted[i].equals(there[i])) {
                return false;
            }
        }
        return true;
    }

    /** The same for other callers. */
    public Route by(Access other) {
        return new Route(method, path, other, handler);
    }
}
