package org.eyas.driver.ebpf;

import java.util.ArrayList;
import java.util.List;
import org.eyas.driver.ebpf.libbpf.ProbeException;
import org.eyas.driver.ebpf.libbpf.ProbeObject;
import org.eyas.linux.ring.BpfRing;

/** The probe's rings, mapped: that of clone, exec and exit, then those of the processors. */
record OpenRings(List<BpfRing> rings, int[] fds) {
  static final int PAGE = 4096;

  static OpenRings of(ProbeObject object, RingBudget budget, int cpus) throws ProbeException {
    int count = budget.rings(cpus);
    int[] fds = new int[count + 1];
    List<BpfRing> rings = new ArrayList<>();
    fds[0] = object.mapFd("life");
    rings.add(new BpfRing(fds[0], RingBudget.LIFE_BYTES, PAGE));
    for (int i = 0; i < count; i++) {
      int fd = ProbeObject.createRing("eyas_ring_" + i, budget.ringBytes());
      if (fd < 0) {
        throw new ProbeException("no memory for a ring of " + budget.ringBytes() + " bytes: errno " + -fd);
      }
      fds[i + 1] = fd;
      rings.add(new BpfRing(fd, budget.ringBytes(), PAGE));
    }
    for (int cpu = 0; cpu < cpus; cpu++) {
      object.put("rings", cpu, fds[1 + budget.ringOf(cpu)]);
    }
    return new OpenRings(rings, fds);
  }
}
