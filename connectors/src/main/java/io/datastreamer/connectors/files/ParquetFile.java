package io.datastreamer.connectors.files;

import io.datastreamer.connectors.form.Form;
import io.datastreamer.connectors.spi.Batch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** A batch as a Parquet file with one row group, compressed with zstd. */
final class ParquetFile {
    private ParquetFile() {}

    static byte[] of(Batch batch, Form form) {
        MemoryFile file = new MemoryFile();
        Rows rows = new Rows(ParquetSchema.of(batch.kind(), form));
        try (ParquetWriter<Columns.Line> writer = new Builder(file, rows).build()) {
            Columns.forEach(batch, form, line -> write(writer, line));
        } catch (IOException e) {
            throw new UncheckedIOException("memory always takes bytes", e);
        }
        return file.bytes();
    }

    private static void write(ParquetWriter<Columns.Line> writer, Columns.Line line) {
        try {
            writer.write(line);
        } catch (IOException e) {
            throw new UncheckedIOException("memory always takes bytes", e);
        }
    }

    /** Hadoop's configuration is never read, because there is no Hadoop. */
    @SuppressWarnings("deprecation")
    private static final class Builder extends ParquetWriter.Builder<Columns.Line, Builder> {
        private final Rows rows;

        Builder(OutputFile file, Rows rows) {
            super(file);
            this.rows = rows;
            withCompressionCodec(CompressionCodecName.ZSTD);
            withConf(new PlainParquetConfiguration());
        }

        @Override
        protected Builder self() {
            return this;
        }

        @Override
        protected WriteSupport<Columns.Line> getWriteSupport(Configuration configuration) {
            return rows;
        }

        @Override
        protected WriteSupport<Columns.Line> getWriteSupport(ParquetConfiguration configuration) {
            return rows;
        }
    }

    /** Writes documents as rows of a schema. */
    @SuppressWarnings("deprecation")
    private static final class Rows extends WriteSupport<Columns.Line> {
        private final MessageType schema;
        private @Nullable Row row;

        Rows(MessageType schema) {
            this.schema = schema;
        }

        @Override
        public WriteContext init(Configuration configuration) {
            return new WriteContext(schema, Map.of());
        }

        @Override
        public WriteContext init(ParquetConfiguration configuration) {
            return new WriteContext(schema, Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer consumer) {
            row = new ParquetRow(consumer, schema);
        }

        @Override
        public void write(Columns.Line line) {
            line.writeTo(Objects.requireNonNull(row, "it was prepared"));
        }
    }
}
