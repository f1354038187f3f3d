package io.datastreamer.portal.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The files of the page, from the class path; each with an entity tag of its content. */
final class StaticFiles {
    private static final String ROOT = "/web";
    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_-]+)*/[A-Za-z0-9_-]+(\\.[A-Za-z0-9]+)+");
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("txt", "text/plain; charset=utf-8"));

    private final Map<String, Optional<File>> known = new ConcurrentHashMap<>();

    private record File(byte[] content, String type, String etag) {}

    /**
     * Answers with the file at the request's path.
     *
     * @return whether there is one
     */
    boolean answer(Context request) {
        String path = request.path().equals("/") ? "/index.html" : request.path();
        if (!PATH.matcher(path).matches()) {
            return false;
        }
        Optional<File> found = known.get(path);
        if (found == null) {
            found = Optional.ofNullable(read(path));
            // what is not there is not remembered: there is no end of it
            if (found.isPresent()) {
                known.put(path, found);
            }
        }
        found.ifPresent(file -> answer(request, file));
        return found.isPresent();
    }

    private static void answer(Context request, File file) {
        request.header("ETag", file.etag());
        // asked for each time, and sent when it has changed
        request.header("Cache-Control", "no-cache");
        if (file.etag().equals(request.header("If-None-Match"))) {
            request.status(304);
            return;
        }
        request.contentType(file.type());
        request.result(file.content());
    }

    private static @Nullable File read(String path) {
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        if (type == null) {
            return null;
        }
        try (InputStream in = StaticFiles.class.getResourceAsStream(ROOT + path)) {
            if (in == null) {
                return null;
            }
            byte[] content = in.readAllBytes();
            return new File(content, type, "\"" + hash(content) + "\"");
        } catch (IOException e) {
            return null;
        }
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content))
                    .substring(0, 32);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
