package org.eyas.driver.ebpf;

import java.util.List;
import java.util.Map;
import org.eyas.driver.ebpf.libbpf.ProbeObject;
import org.eyas.linux.ring.PlainRing;

/**
 * The sizes of the probe's maps.
 *
 * @param cpus the maximum number of processors of the machine
 * @param plainBytes bytes for events in the plain ring of each processor; 0 if there are no plain rings, but only BPF ring
 *     buffers
 */
record MapSizes(int cpus, int plainBytes) {
  /** The number of programs that the kernel calls. Each program has its own memory on each processor. */
  static final int WRITERS = 8;

  private static final Map<String, Integer> FOR_EACH_CPU =
      Map.of("records", 3, "counters", WRITERS, "asides", WRITERS, "rings", 1, "claims", 2, "verdicts", 1, "drafts", 1,
          "rejections", 1);

  private static final List<String> OF_RINGS = List.of("requests", "long_texts");

  // A plain ring works only if the count becomes visible after the event, which needs processors whose stores become visible in
  // order: x86.
  static MapSizes of(int cpus, RingBudget budget) {
    return new MapSizes(cpus, "amd64".equals(System.getProperty("os.arch")) ? budget.plainBytes() : 0);
  }

  MapSizes withoutPlainRings() {
    return new MapSizes(cpus, 0);
  }

  boolean hasPlainRings() {
    return plainBytes > 0;
  }

  /**
   * The number of rings for which the probe counts lost events by process tree: one for each processor, the ring for
   * clone, exec and exit, and the ring beside the plain rings.
   */
  int crowds() {
    return cpus + 2;
  }

  /**
   * Sets the sizes. Called before the probe is loaded.
   *
   * @param followsRings whether requests of io_uring are kept; otherwise their 7 MB are not needed
   */
  void set(ProbeObject object, boolean followsRings) {
    if (!followsRings) {
      OF_RINGS.forEach(map -> object.entries(map, 1));
    }
    FOR_EACH_CPU.forEach((map, entries) -> object.entries(map, entries * cpus));
    object.entries("crowds", crowds());
    object.entries("lost_trees", crowds());
    object.section(".rodata.cpus").putInt(0, cpus);
    object.entries("life", RingBudget.LIFE_BYTES);
    if (hasPlainRings()) {
      object.entries("plain_rings", cpus);
      object.valueBytes("plain_rings", PlainRing.valueBytes(plainBytes));
      object.section(".rodata.rings").putLong(0, plainBytes - 1L);
    }
  }
}
