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
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Serves the page's files from the class path, each with an entity tag of its content. Browsers check the page itself
 * for changes each time. It refers to all other files under a path with a hash of all of them, so that browsers keep
 * them permanently.
 */
final class StaticFiles {
    private static final String ROOT = "/web";
    private static final String PAGE = "/index.html";
    private static final String VERSIONED = "/v/";
    private static final Pattern NAMED = Pattern.compile("(href|src)=\"((?:app|style)/[^\"]+)\"");
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

    private final String version;

    private record File(byte[] content, String type, String etag) {}

    StaticFiles() {
        File page = read(PAGE);
        if (page == null) {
            throw new IllegalStateException("the page is in the jar");
        }
        String html = new String(page.content(), UTF_8);
        StringBuilder all = new StringBuilder();
        NAMED.matcher(html).results().forEach(named -> {
            File file = read("/" + named.group(2));
            all.append(named.group(2)).append(file == null ? "" : file.etag());
        });
        version = hash(all.toString().getBytes(UTF_8));
        byte[] versioned = NAMED.matcher(html)
                .replaceAll("$1=\"" + VERSIONED.substring(1) + version + "/$2\"")
                .getBytes(UTF_8);
        known.put(PAGE, Optional.of(new File(versioned, page.type(), "\"" + hash(versioned) + "\"")));
    }

    /**
     * Answers with the file at the request's path.
     *
     * @return whether the file exists
     */
    boolean answer(Context request) {
        String path = request.path();
        File file = find(path);
        if (file != null) {
            answer(request, file, path.startsWith(VERSIONED + version + "/"));
        }
        return file != null;
    }

    /** Whether there is a file at a path. */
    boolean has(String path) {
        return find(path) != null;
    }

    // a path of another portal's version gets this version's file, which must not be kept
    private @Nullable File find(String asked) {
        int end = asked.startsWith(VERSIONED) ? asked.indexOf('/', VERSIONED.length()) : 0;
        String rest = end > 0 ? asked.substring(end) : asked;
        String path = rest.equals("/") ? PAGE : rest;
        if (!PATH.matcher(path).matches()) {
            return null;
        }
        Optional<File> found = known.get(path);
        if (found == null) {
            found = Optional.ofNullable(read(path));
            // missing files are not remembered: their number has no limit
            if (found.isPresent()) {
                known.put(path, found);
            }
        }
        return found.orElse(null);
    }

    private static void answer(Context request, File file, boolean forGood) {
        request.header("ETag", file.etag());
        // checked each time, and sent again only if it has changed
        request.header("Cache-Control", forGood ? "public, max-age=31536000, immutable" : "no-cache");
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
