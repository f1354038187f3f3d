package io.datastreamer.job.record;

import io.datastreamer.job.serial.ValueSerializer;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes and reads {@link CatalogEntry}s. */
public final class CatalogEntrySerializer extends ValueSerializer<CatalogEntry> {
    private static final long serialVersionUID = 1L;
    private static final int V1 = 1;

    /** Creates a serializer that reads the given version. */
    public CatalogEntrySerializer(int readVersion) {
        super(readVersion);
    }

    /** Creates a serializer that reads the version that it writes. */
    public CatalogEntrySerializer() {
        this(V1);
    }

    @Override
    protected void write(CatalogEntry entry, DataOutputView out) throws IOException {
        out.writeByte(entry.kind().code());
        switch (entry.kind()) {
            case COUNTRY -> CatalogFormat.write(entry.asCountry(), out);
            case OPERATOR -> CatalogFormat.write(entry.asOperator(), out);
            case ORGANISATION -> CatalogFormat.write(entry.asOrganisation(), out);
            case CURRENCY -> CatalogFormat.write(entry.asCurrency(), out);
            case TARIFF -> CatalogFormat.write(entry.asTariff(), out);
            case TRAFFIC_TYPE -> CatalogFormat.write(entry.asTrafficType(), out);
        }
    }

    @Override
    protected CatalogEntry read(int version, DataInputView in) throws IOException {
        if (version != V1) {
            throw unknownVersion(version);
        }
        return switch (CatalogEntry.Kind.ofCode(in.readByte())) {
            case COUNTRY -> CatalogEntry.of(CatalogFormat.readCountry(in));
            case OPERATOR -> CatalogEntry.of(CatalogFormat.readOperator(in));
            case ORGANISATION -> CatalogEntry.of(CatalogFormat.readOrganisation(in));
            case CURRENCY -> CatalogEntry.of(CatalogFormat.readCurrency(in));
            case TARIFF -> CatalogEntry.of(CatalogFormat.readTariff(in));
            case TRAFFIC_TYPE -> CatalogEntry.of(CatalogFormat.readTrafficType(in));
        };
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Keeps the version in checkpoints. */
    public static final class Snapshot extends ValueSerializer.Snapshot<CatalogEntry> {
        public Snapshot() {
            super(V1, CatalogEntrySerializer::new);
        }
    }
}
