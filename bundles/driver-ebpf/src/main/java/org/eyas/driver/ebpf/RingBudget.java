package org.eyas.driver.ebpf;

import java.util.Map;

/**
 * How many rings there are, and of what size. A mapped ring counts twice in the resident size, even untouched.
 *
 * @param cpusPerRing processors that share a ring; 0 for one ring for all
 * @param ringBytes bytes of each
 */
record RingBudget(int cpusPerRing, int ringBytes) {
  /** The ring of clone, exec and exit. */
  static final int LIFE_BYTES = 4 << 20;

  /** Beside plain rings: one for what cannot go there. */
  static final RingBudget BESIDE_PLAIN = new RingBudget(0, 4 << 20);

  private static final int LEAST_PLAIN_BYTES = 256 << 10;
  private static final int MEBIBYTE = 1 << 20;
  private static final String PRESET = "buf_size_preset";
  private static final String PER_RING = "cpus_for_each_buffer";

  /** From the options that Falco names buf_size_preset (1 to 10: 1, 2, 4 ... 512 MB) and cpus_for_each_buffer. */
  static RingBudget of(Map<String, String> options) {
    int preset = Integer.parseInt(options.getOrDefault(PRESET, "4"));
    int perRing = Integer.parseInt(options.getOrDefault(PER_RING, "2"));
    return new RingBudget(perRing, MEBIBYTE << (preset - 1));
  }

  /**
   * Bytes of events in a plain ring of each processor, or 0 where they are too few: twice its share of a ring, which is no
   * more of the resident size. Of a ring that is shared, one busy processor may take all; a plain one cannot lend.
   */
  int plainBytes() {
    int share = cpusPerRing == 0 ? 0 : 2 * Integer.highestOneBit(ringBytes / Math.max(2, cpusPerRing));
    return share < LEAST_PLAIN_BYTES ? 0 : share;
  }

  int rings(int cpus) {
    return cpusPerRing == 0 ? 1 : (cpus + cpusPerRing - 1) / cpusPerRing;
  }

  int ringOf(int cpu) {
    return cpusPerRing == 0 ? 0 : cpu / cpusPerRing;
  }
}
