package org.eyas.driver.ebpf;

import java.util.Map;

/**
 * The number and size of the rings. A mapped ring counts in the resident size, even if it is unused.
 *
 * @param cpusPerRing how many processors share a ring; 0 means one ring for all
 * @param ringBytes size of each ring in bytes
 * @param mostBytes all rings together should not be larger
 */
record RingBudget(int cpusPerRing, int ringBytes, long mostBytes) {
  /** Size of the ring for clone, exec and exit. */
  static final int LIFE_BYTES = 4 << 20;

  /** The budget next to plain rings: one BPF ring buffer for events that cannot use a plain ring. */
  static final RingBudget BESIDE_PLAIN = new RingBudget(0, 4 << 20, 4 << 20);

  private static final int LEAST_BYTES = 256 << 10;
  private static final int MEBIBYTE = 1 << 20;
  private static final String PRESET = "buf_size_preset";
  private static final String PER_RING = "cpus_for_each_buffer";
  private static final String MOST = "rings_mb_total";

  /**
   * Reads the options that Falco calls buf_size_preset (1 to 10: 1, 2, 4 ... 512 MB) and cpus_for_each_buffer, and
   * rings_mb_total, without which there is no limit.
   */
  static RingBudget of(Map<String, String> options) {
    int preset = Integer.parseInt(options.getOrDefault(PRESET, "4"));
    int perRing = Integer.parseInt(options.getOrDefault(PER_RING, "2"));
    String most = options.get(MOST);
    long mostBytes = most == null ? Long.MAX_VALUE : Long.parseLong(most) * MEBIBYTE;
    return new RingBudget(perRing, MEBIBYTE << (preset - 1), mostBytes);
  }

  /** The budget for this many processors, with rings that are as much smaller as the limit requires, but usable. */
  RingBudget within(int cpus) {
    RingBudget fits = this;
    while (fits.totalBytes(cpus) > mostBytes && fits.ringBytes > LEAST_BYTES) {
      fits = new RingBudget(cpusPerRing, fits.ringBytes / 2, mostBytes);
    }
    return fits;
  }

  /** The size of all rings, with either plain or BPF rings for most events: the larger of both. */
  long totalBytes(int cpus) {
    long plain = (long) cpus * plainBytes() + BESIDE_PLAIN.ringBytes;
    long bpf = (long) rings(cpus) * ringBytes;
    return LIFE_BYTES + Math.max(plain, bpf);
  }

  /**
   * Bytes for events in the plain ring of each processor; 0 if the ring would be too small. A plain ring has twice the
   * processor's share of a BPF ring buffer, because a single busy processor can fill a whole shared ring, but only its
   * own plain ring.
   */
  int plainBytes() {
    int share = cpusPerRing == 0 ? 0 : 2 * Integer.highestOneBit(ringBytes / Math.max(2, cpusPerRing));
    return share < LEAST_BYTES ? 0 : share;
  }

  int rings(int cpus) {
    return cpusPerRing == 0 ? 1 : (cpus + cpusPerRing - 1) / cpusPerRing;
  }

  int ringOf(int cpu) {
    return cpusPerRing == 0 ? 0 : cpu / cpusPerRing;
  }
}
