package io.datastreamer.portal.auth;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.text.ParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A JWK set in a file that is read again when it changes. */
final class KeyFile implements JWKSource<SecurityContext> {
    private final Path file;
    private volatile Known known;

    private record Known(FileTime modified, JWKSet keys) {}

    /**
     * Reads the file.
     *
     * @throws IllegalArgumentException when it cannot be read or is not a JWK set
     */
    KeyFile(Path file) {
        this.file = file;
        try {
            this.known = read();
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "auth.jwks file:" + file + ": cannot be read: "
                            + e.getClass().getSimpleName(),
                    e);
        } catch (ParseException e) {
            throw new IllegalArgumentException("auth.jwks file:" + file + ": is not a JWK set", e);
        }
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) throws KeySourceException {
        Known now = known;
        try {
            if (!Files.getLastModifiedTime(file).equals(now.modified())) {
                now = read();
                known = now;
            }
        } catch (IOException | ParseException e) {
            throw new KeySourceException("auth.jwks file:" + file + " cannot be read: " + e, e);
        }
        return selector.select(now.keys());
    }

    private Known read() throws IOException, ParseException {
        FileTime modified = Files.getLastModifiedTime(file);
        return new Known(modified, JWKSet.parse(Files.readString(file)));
    }
}
