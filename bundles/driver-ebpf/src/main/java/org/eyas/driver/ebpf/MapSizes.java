package org.eyas.driver.ebpf;

import java.util.Map;
import org.eyas.driver.ebpf.libbpf.ProbeObject;
import org.eyas.linux.ring.PlainRing;

/**
 * How large the probe's maps are.
 *
 * @param cpus processors that the machine can have
 * @param plainBytes bytes of events in a plain ring of each; 0 for none: then the rings are the kernel's
 */
record MapSizes(int cpus, int plainBytes) {
  /** Programs that the kernel calls: each writes into memory of its own on each processor. */
  static final int WRITERS = 7;

  private static final Map<String, Integer> FOR_EACH_CPU =
      Map.of("records", 2, "counters", WRITERS, "asides", WRITERS, "rings", 1, "claims", 1);

  // A plain ring's count becomes visible behind its event only where a processor's stores do so in their order: those of x86.
  static MapSizes of(int cpus, RingBudget budget) {
    return new MapSizes(cpus, "amd64".equals(System.getProperty("os.arch")) ? budget.plainBytes() : 0);
  }

  MapSizes withoutPlainRings() {
    return new MapSizes(cpus, 0);
  }

  boolean hasPlainRings() {
    return plainBytes > 0;
  }

  /** Sets them, before the probe is loaded. */
  void set(ProbeObject object) {
    FOR_EACH_CPU.forEach((map, entries) -> object.entries(map, entries * cpus));
    object.section(".rodata.cpus").putInt(0, cpus);
    object.entries("life", RingBudget.LIFE_BYTES);
    if (hasPlainRings()) {
      object.entries("plain_rings", cpus);
      object.valueBytes("plain_rings", PlainRing.valueBytes(plainBytes));
      object.section(".rodata.rings").putLong(0, plainBytes - 1L);
    }
  }
}
