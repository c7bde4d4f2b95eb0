package org.eyas.fleet.job;

/**
 * Where a partition ends, as a broker said.
 *
 * @param offset all records that were committed before the question have smaller offsets
 * @param askedMillis when the question was sent
 * @param answeredSinceMillis since when no question about the partition has failed
 */
record PartitionEnd(long offset, long askedMillis, long answeredSinceMillis) {}
