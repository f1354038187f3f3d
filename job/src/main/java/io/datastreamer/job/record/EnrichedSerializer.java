package io.datastreamer.job.record;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Writes and reads {@link Enriched} records. They travel within a chain: this is for a job that breaks it. */
public final class EnrichedSerializer extends ValueSerializer<Enriched> {
    private static final long serialVersionUID = 1L;
    /** Adds rate zone and cost. No state holds what the version before wrote. */
    private static final int V2 = 2;

    EnrichedSerializer(int readVersion) {
        super(readVersion);
    }

    EnrichedSerializer() {
        this(V2);
    }

    private interface Writer<T> {
        void write(T value, DataOutputView out) throws IOException;
    }

    private interface Reader<T> {
        T read(DataInputView in) throws IOException;
    }

    @Override
    protected void write(Enriched enriched, DataOutputView out) throws IOException {
        RecordTypes.KEYED_RECORD.serializer().write(enriched.record(), out);
        writeNullable(enriched.sim(), SimFormat::write, out);
        CatalogFormat.write(enriched.organisation(), out);
        writeNullable(enriched.operator(), CatalogFormat::write, out);
        writeNullable(enriched.country(), CatalogFormat::write, out);
        writeNullable(enriched.tariff(), CatalogFormat::write, out);
        writeNullable(enriched.ratezone(), CatalogFormat::write, out);
        Wire.writeDecimal(out, enriched.cost());
        writeNullable(enriched.currency(), CatalogFormat::write, out);
        writeNullable(enriched.trafficType(), CatalogFormat::write, out);
    }

    @Override
    protected Enriched read(int version, DataInputView in) throws IOException {
        if (version != V2) {
            throw unknownVersion(version);
        }
        return new Enriched(
                RecordTypes.KEYED_RECORD.serializer().deserialize(in),
                readNullable(SimFormat::read, in),
                CatalogFormat.readOrganisation(in),
                readNullable(CatalogFormat::readOperator, in),
                readNullable(CatalogFormat::readCountry, in),
                readNullable(CatalogFormat::readTariff, in),
                readNullable(CatalogFormat::readRatezone, in),
                Wire.readNullableDecimal(in),
                readNullable(CatalogFormat::readCurrency, in),
                readNullable(CatalogFormat::readTrafficType, in));
    }

    private static <T> void writeNullable(@Nullable T value, Writer<T> writer, DataOutputView out) throws IOException {
        out.writeBoolean(value != null);
        if (value != null) {
            writer.write(value, out);
        }
    }

    private static <T> @Nullable T readNullable(Reader<T> reader, DataInputView in) throws IOException {
        return in.readBoolean() ? reader.read(in) : null;
    }

    @Override
    public Snapshot snapshotConfiguration() {
        return new Snapshot();
    }

    /** Keeps the version in checkpoints. */
    public static final class Snapshot extends ValueSerializer.Snapshot<Enriched> {
        public Snapshot() {
            super(V2, EnrichedSerializer::new);
        }
    }
}
