/**
 * Joins each record with the SIM registry and the catalog. Comes in: {@link io.datastreamer.job.record.KeyedRecord}
 * (records and SIM lines, keyed by IMSI, or by organisation where there is no SIM) and the catalog's entries, which are
 * broadcast. Goes out: {@link io.datastreamer.job.record.Enriched}; what cannot be joined goes to the side output
 * {@link io.datastreamer.job.reject.Rejections#TAG}. Next: {@code normalize}.
 *
 * <p>The public entry is {@link io.datastreamer.job.enrich.Enrich}. State of each key, owned by the one subtask that has
 * the key:
 *
 * <ul>
 *   <li>{@code subscriber}: the SIM as of its last registry line, and how many records wait. One a key; it goes 31 days
 *       after the SIM was deleted.
 *   <li>{@code recent-records}, {@code older-records}: ids of the last records, by which repeated ones are dropped. Bounded in
 *       number and time; the heap is ahead of them until the next checkpoint, and records go to the first.
 *   <li>{@code waiting}, {@code first-waiting}: records that came before their SIM or catalog entry, in order. Bounded in number; each
 *       leaves after a bounded time.
 * </ul>
 *
 * The single values have a bounded cache in heap before them ({@code KeyMemory}). The catalog is broadcast state, a
 * copy in each subtask; {@code Catalog} is its index. What no record brings, sweeps and deadlines, is done in slices:
 * {@code Backlog}.
 */
@NullMarked
package io.datastreamer.job.enrich;

import org.jspecify.annotations.NullMarked;
