package org.eyas.driver.ebpf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eyas.driver.ebpf.libbpf.BpfDescriptor;
import org.eyas.driver.ebpf.libbpf.ProbeObject;
import org.eyas.linux.libc.Libc;
import org.eyas.linux.libc.MemoryMapping;
import org.eyas.linux.ring.BpfRing;
import org.eyas.linux.ring.EventRing;
import org.eyas.linux.ring.PlainRing;

/**
 * A probe that an earlier process of the engine left attached. It records on until its descriptors are closed. This process reads its
 * rings, but does not change what it records.
 *
 * @param control the memory of the probe's settings
 */
record LeftProbe(List<EventRing> rings, ProbeCounters counters, MemoryMapping control, int cpus) implements AutoCloseable {
  private static final int ARRAY = 2;
  private static final int RINGBUF = 27;

  /**
   * Checks and opens a probe.
   *
   * @param fds what the store has under the probe's name; the caller closes them
   * @param user the user of this process
   * @throws IOException if these are not the descriptors that a process of this user left, or its events cannot be read
   */
  static LeftProbe open(List<Integer> fds, int user) throws IOException {
    List<BpfDescriptor> received = new ArrayList<>();
    for (int fd : fds) {
      received.add(BpfDescriptor.of(fd));
    }
    BpfDescriptor text = ProbeManifest.among(received);
    if (text == null) {
      throw new IOException("it has no manifest");
    }
    received.remove(text);
    Map<String, BpfDescriptor> maps = ProbeManifest.parse(ProbeObject.text(text.fd(), (int) text.detail())).check(received, user);
    return map(maps);
  }

  private static LeftProbe map(Map<String, BpfDescriptor> maps) throws IOException {
    BpfDescriptor counters = ofType(maps, "counters", ARRAY);
    BpfDescriptor control = ofType(maps, ".bss.control", ARRAY);
    int cpus = counters.entries() / MapSizes.WRITERS;
    List<EventRing> rings = new ArrayList<>();
    BpfDescriptor life = ofType(maps, "life", RINGBUF);
    rings.add(new BpfRing(life.fd(), life.entries(), ProbeRings.PAGE));
    for (int i = 0; maps.containsKey(StoredProbe.RING + i); i++) {
      BpfDescriptor ring = ofType(maps, StoredProbe.RING + i, RINGBUF);
      rings.add(new BpfRing(ring.fd(), ring.entries(), ProbeRings.PAGE));
    }
    BpfDescriptor plain = ofType(maps, StoredProbe.PLAIN_RINGS, ARRAY);
    if (plain.detail() > PlainRing.DATA) {
      for (int cpu = 0; cpu < cpus; cpu++) {
        rings.add(PlainRing.of(plain.fd(), PlainRing.eventBytes((int) plain.detail()), cpu));
      }
    }
    long pages = (control.detail() + ProbeRings.PAGE - 1) / ProbeRings.PAGE;
    return new LeftProbe(
        rings, new ProbeCounters(counters.fd(), cpus), Libc.map(control.fd(), 0, pages * ProbeRings.PAGE, true), cpus);
  }

  private static BpfDescriptor ofType(Map<String, BpfDescriptor> maps, String name, int type) throws IOException {
    BpfDescriptor map = maps.get(name);
    if (map == null || map.type() != type) {
      throw new IOException("its map " + name + (map == null ? " is missing" : " has the type " + map.type()));
    }
    return map;
  }

  ByteBuffer settings() {
    return control.buffer();
  }

  @Override
  public void close() {
    rings.forEach(EventRing::close);
    counters.close();
    Libc.unmap(control);
  }
}
