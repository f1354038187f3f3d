package io.datastreamer.job.config;

/** Where keyed state lives. */
public enum StateBackendKind {
    /** On the JVM's heap: fast, as large as the heap. */
    HEAP,
    /** In RocksDB on local disk: as large as the disk, with incremental checkpoints. */
    ROCKSDB
}
