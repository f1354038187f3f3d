package io.datastreamer.job.ingest;

import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** How Flink handles {@link OutputRecord}; Flink finds it by the annotation there. */
public final class OutputRecordType extends TypeInformation<OutputRecord> {
    private static final long serialVersionUID = 1L;

    /** Gives the type to Flink. */
    public static final class Factory extends TypeInfoFactory<OutputRecord> {
        @Override
        public TypeInformation<OutputRecord> createTypeInfo(Type type, Map<String, TypeInformation<?>> parameters) {
            return new OutputRecordType();
        }
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<OutputRecord> getTypeClass() {
        return OutputRecord.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<OutputRecord> createSerializer(SerializerConfig config) {
        return OutputRecordSerializer.INSTANCE;
    }

    @Override
    public String toString() {
        return "OutputRecord";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OutputRecordType;
    }

    @Override
    public int hashCode() {
        return OutputRecordType.class.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof OutputRecordType;
    }
}
