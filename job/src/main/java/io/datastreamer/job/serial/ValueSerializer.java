package io.datastreamer.job.serial;

import java.io.IOException;
import java.util.function.IntFunction;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * A base for serializers that write and read an immutable type in a versioned format.
 *
 * <p>A subclass has one constant and one way of reading for each version, writes the current one, and refuses unknown
 * versions by {@link #unknownVersion}. The subclass's {@link Snapshot} keeps the version in checkpoints, so that state
 * of an older version is read as it was written and then written anew. Checkpoints contain the snapshot's class name:
 * it never changes.
 *
 * <p>Values are shared, not copied: {@link #copy} returns the same object.
 */
public abstract class ValueSerializer<T> extends TypeSerializer<T> {
    private static final long serialVersionUID = 1L;
    private static final int BUFFER_BYTES = 256;

    private final int readVersion;

    /** Creates a serializer that reads the given version and writes the current one. */
    protected ValueSerializer(int readVersion) {
        this.readVersion = readVersion;
    }

    /** Writes in the current version. */
    protected abstract void write(T value, DataOutputView out) throws IOException;

    /** Reads what was written in the given version. */
    protected abstract T read(int version, DataInputView in) throws IOException;

    /** The exception for an unknown version. */
    protected IOException unknownVersion(int version) {
        return new IOException(getClass().getSimpleName() + " does not know version " + version
                + " of its format: this state was written by a later release");
    }

    /**
     * Whether a value is at most some hundreds of bytes, in many parts. Such values are written to a stream at once:
     * otherwise each part would pass through all of a checkpoint's layers by itself.
     */
    protected boolean isSmall() {
        return true;
    }

    @Override
    public final void serialize(T value, DataOutputView out) throws IOException {
        if (out instanceof DataOutputSerializer || !isSmall()) {
            write(value, out);
        } else {
            DataOutputSerializer whole = new DataOutputSerializer(BUFFER_BYTES);
            write(value, whole);
            out.write(whole.getSharedBuffer(), 0, whole.length());
        }
    }

    @Override
    public final T deserialize(DataInputView in) throws IOException {
        return read(readVersion, in);
    }

    @Override
    public final T deserialize(T reuse, DataInputView in) throws IOException {
        return deserialize(in);
    }

    @Override
    public final void copy(DataInputView in, DataOutputView out) throws IOException {
        serialize(deserialize(in), out);
    }

    @Override
    public final T copy(T value) {
        return value;
    }

    @Override
    public final T copy(T value, T reuse) {
        return value;
    }

    @Override
    public final boolean isImmutableType() {
        return true;
    }

    // Flink asks for instances to reuse; an immutable type has none
    @SuppressWarnings("NullAway")
    @Override
    public final T createInstance() {
        return null;
    }

    @Override
    public final int getLength() {
        return -1;
    }

    @Override
    public final TypeSerializer<T> duplicate() {
        return this;
    }

    // each class has its own format
    @SuppressWarnings("EqualsGetClass")
    @Override
    public final boolean equals(@Nullable Object other) {
        return other != null
                && other.getClass() == getClass()
                && ((ValueSerializer<?>) other).readVersion == readVersion;
    }

    @Override
    public final int hashCode() {
        return getClass().getName().hashCode() + readVersion;
    }

    /**
     * Keeps the version of the format in a checkpoint. Subclasses are public, with a public constructor without
     * arguments.
     */
    public abstract static class Snapshot<T> implements TypeSerializerSnapshot<T> {
        private final int currentVersion;
        private final IntFunction<ValueSerializer<T>> serializer;
        private int version;

        protected Snapshot(int currentVersion, IntFunction<ValueSerializer<T>> serializer) {
            this.currentVersion = currentVersion;
            this.serializer = serializer;
            this.version = currentVersion;
        }

        @Override
        public final int getCurrentVersion() {
            return currentVersion;
        }

        // the version is all there is, and Flink itself writes it
        @Override
        public final void writeSnapshot(DataOutputView out) {}

        @Override
        public final void readSnapshot(int version, DataInputView in, ClassLoader classLoader) {
            this.version = version;
        }

        @Override
        public final TypeSerializer<T> restoreSerializer() {
            return serializer.apply(version);
        }

        @Override
        public final TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(
                TypeSerializerSnapshot<T> oldSnapshot) {
            if (oldSnapshot.getClass() != getClass()) {
                return TypeSerializerSchemaCompatibility.incompatible();
            }
            int oldVersion = ((Snapshot<T>) oldSnapshot).version;
            if (oldVersion == version) {
                return TypeSerializerSchemaCompatibility.compatibleAsIs();
            }
            return oldVersion < version
                    ? TypeSerializerSchemaCompatibility.compatibleAfterMigration()
                    : TypeSerializerSchemaCompatibility.incompatible();
        }
    }
}
