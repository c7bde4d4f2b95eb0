package org.eyas.receiver;

/**
 * The figures of a {@link BatchStore} at one moment.
 *
 * @param waiting batches that wait
 * @param bytes their size on disk or in memory
 * @param lost batches that were answered and are lost or set aside, since the store was opened
 * @param repeated events that were seen before, since the store was opened
 */
public record StoreFigures(long waiting, long bytes, long lost, long repeated) {}
