package org.eyas.driver.ebpf;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.eyas.driver.ebpf.libbpf.ProbeException;
import org.eyas.driver.ebpf.libbpf.ProbeObject;
import org.eyas.linux.libc.Libc;
import org.eyas.linux.ring.BpfRing;
import org.eyas.linux.ring.EventRing;
import org.eyas.linux.ring.PlainRing;

/**
 * The mapped rings of the probe: the BPF ring buffer for clone, exec and exit, the other BPF ring buffers, and the plain rings.
 *
 * @param fds the descriptors of the BPF ring buffers, which report new events to epoll; the first belongs to the probe
 */
record ProbeRings(List<EventRing> rings, int[] fds) implements AutoCloseable {
  static final int PAGE = 4096;

  static ProbeRings of(ProbeObject object, MapSizes sizes, RingBudget budget) throws ProbeException {
    ProbeRings open = openKernelRings(object, sizes.cpus(), sizes.hasPlainRings() ? RingBudget.BESIDE_PLAIN : budget);
    if (sizes.hasPlainRings()) {
      for (int cpu = 0; cpu < sizes.cpus(); cpu++) {
        open.rings.add(PlainRing.of(object.mapFd("plain_rings"), sizes.plainBytes(), cpu));
      }
    }
    return open;
  }

  private static ProbeRings openKernelRings(ProbeObject object, int cpus, RingBudget budget) throws ProbeException {
    int count = budget.rings(cpus);
    int[] fds = new int[count + 1];
    List<EventRing> rings = new ArrayList<>();
    fds[0] = object.mapFd("life");
    rings.add(new BpfRing(fds[0], RingBudget.LIFE_BYTES, PAGE));
    for (int i = 0; i < count; i++) {
      int fd = ProbeObject.createRing("eyas_ring_" + i, budget.ringBytes());
      if (fd < 0) {
        throw new ProbeException("there is no memory for a ring of " + budget.ringBytes() + " bytes (errno " + -fd
            + "); reduce engine.modern_ebpf.buf_size_preset");
      }
      fds[i + 1] = fd;
      rings.add(new BpfRing(fd, budget.ringBytes(), PAGE));
    }
    object.putAll("rings", IntStream.range(0, cpus).map(cpu -> fds[1 + budget.ringOf(cpu)]).toArray());
    return new ProbeRings(rings, fds);
  }

  @Override
  public void close() {
    rings.forEach(EventRing::close);
    for (int i = 1; i < fds.length; i++) {
      Libc.close(fds[i]);
    }
  }
}
