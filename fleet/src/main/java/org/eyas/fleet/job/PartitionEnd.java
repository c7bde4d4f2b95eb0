package org.eyas.fleet.job;

/**
 * The end of a partition, from the answer of a broker.
 *
 * @param offset the end: all records that were committed before the question have smaller offsets
 * @param askedMillis the time at which the question was sent
 * @param answeredSinceMillis the time since which no question about the partition has failed
 */
record PartitionEnd(long offset, long askedMillis, long answeredSinceMillis) {}
