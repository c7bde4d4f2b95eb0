package org.eyas.source.k8saudit;

/**
 * The bytes that one document may have after unpacking: 96 MiB, or an eighth of the heap if that is less. A batch of 12 MiB with
 * compressed parts usually unpacks to less than that; a hostile one could unpack to a thousand times its size.
 */
final class UnwrapLimit {
  private static final long MOST = 96L << 20;
  private static final long LEAST = 1L << 20;
  private static final long PARTS_OF_HEAP = 8;

  private UnwrapLimit() {}

  static int bytes() {
    return (int) Math.max(LEAST, Math.min(MOST, Runtime.getRuntime().maxMemory() / PARTS_OF_HEAP));
  }
}
