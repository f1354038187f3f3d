package io.datastreamer.connectors.secrets;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.security.GeneralSecurityException;

/**
 * The keys for secret settings: AES-256-GCM, in Tink's JSON form. The newest one, the primary, encrypts, and all of
 * them decrypt.
 */
public final class Keyset {
    private static final Configuration TINK;

    static {
        try {
            AeadConfig.register();
            TINK = RegistryConfiguration.get();
        } catch (GeneralSecurityException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final KeysetHandle keys;
    private final Aead aead;

    private Keyset(KeysetHandle keys) throws GeneralSecurityException {
        this.keys = keys;
        this.aead = keys.getPrimitive(TINK, Aead.class);
    }

    /** A keyset with one new key. */
    public static Keyset create() {
        try {
            return new Keyset(KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM, TINK));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES", e);
        }
    }

    /**
     * Reads a keyset.
     *
     * @throws IllegalArgumentException when it is not a keyset; the message shows nothing of it
     */
    public static Keyset parse(String json) {
        try {
            return new Keyset(TinkJsonProtoKeysetFormat.parseKeyset(json, TINK, InsecureSecretKeyAccess.get()));
        } catch (GeneralSecurityException | RuntimeException e) {
            // the cause may quote it
            throw new IllegalArgumentException(
                    "is not a keyset of Tink for AEAD, in JSON; make one with" + " ./streamer keyset create");
        }
    }

    /** The keyset in Tink's JSON, in clear: for the file or the secret store that keeps it. */
    public String toJson() {
        try {
            return TinkJsonProtoKeysetFormat.serializeKeyset(keys, TINK, InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a keyset of ours can be written", e);
        }
    }

    /** The same with a new key that encrypts from now on; the older ones still decrypt. */
    public Keyset rotated() {
        try {
            return new Keyset(KeysetHandle.newBuilder(keys)
                    .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                            .withRandomId()
                            .makePrimary())
                    .build());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES", e);
        }
    }

    byte[] encrypt(byte[] plain, byte[] associated) {
        try {
            return aead.encrypt(plain, associated);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("short texts can be encrypted", e);
        }
    }

    byte[] decrypt(byte[] encrypted, byte[] associated) throws GeneralSecurityException {
        return aead.decrypt(encrypted, associated);
    }

    @Override
    public String toString() {
        return "Keyset[" + keys.size() + " keys]";
    }
}
