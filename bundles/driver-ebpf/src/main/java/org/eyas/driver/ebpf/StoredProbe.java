package org.eyas.driver.ebpf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.eyas.api.failure.Reason;
import org.eyas.driver.ebpf.libbpf.ProbeException;
import org.eyas.driver.ebpf.libbpf.ProbeObject;
import org.eyas.driver.ebpf.store.DescriptorStore;
import org.eyas.linux.libc.Libc;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The probe of this process in a store of descriptors, where the next process finds it ({@link LeftProbe}). */
final class StoredProbe {
  private static final String PREFIX = "eyas-probe-";
  private static final int NAME_LENGTH = PREFIX.length() + 16;

  private static final Logger LOG = LoggerFactory.getLogger(StoredProbe.class);

  // The programs of a program array are removed when nobody has its descriptor any more.
  private static final List<String> MAPS =
      List.of("life", "counters", "programs", "uring_programs", ".bss.control");
  static final String PLAIN_RINGS = "plain_rings";
  static final String RING = "ring_";

  private final DescriptorStore store;
  private final String name;

  private StoredProbe(DescriptorStore store, String name) {
    this.store = store;
    this.name = name;
  }

  /** Whether this is the name of a probe, or of a program that is attached only while rules need it. */
  static boolean isName(String name) {
    return name.startsWith(PREFIX) && name.length() >= NAME_LENGTH;
  }

  /** The name of the probe to which a name belongs. The names are in the order in which the probes were stored. */
  static String probeOf(String name) {
    return name.substring(0, NAME_LENGTH);
  }

  /**
   * Adds a probe to a store.
   *
   * @param nanos the time since the boot of the machine
   * @param attached the attached programs
   * @param rings the descriptors of the BPF ring buffers; the first is that of the map life
   * @return null if it cannot be stored; that is logged
   */
  static @Nullable StoredProbe add(DescriptorStore store, long nanos, ProbeObject object, List<String> attached, int[] rings) {
    String name = PREFIX + "%016x".formatted(nanos);
    SequencedMap<String, Integer> maps = new LinkedHashMap<>();
    MAPS.forEach(map -> maps.put(map, object.mapFd(map)));
    maps.put(PLAIN_RINGS, object.mapFd(PLAIN_RINGS));
    for (int i = 1; i < rings.length; i++) {
      maps.put(RING + (i - 1), rings[i]);
    }
    List<Integer> programs = attached.stream().map(object::programFd).toList();
    List<Integer> links = attached.stream().map(object::linkFd).toList();
    List<Integer> all = new ArrayList<>(maps.values());
    all.addAll(programs);
    all.addAll(links);
    int manifest = -1;
    try {
      manifest = ProbeObject.createText(ProbeManifest.NAME, ProbeManifest.of(Libc.geteuid(), maps, programs, links).text());
      all.add(manifest);
      store.add(name, all);
      return new StoredProbe(store, name);
    } catch (IOException | ProbeException e) {
      LOG.warn("The probe will end with this process: {} does not hold it: {}", store.description(), Reason.of(e));
      store.remove(name);
      return null;
    } finally {
      if (manifest >= 0) {
        Libc.close(manifest);
      }
    }
  }

  /** Adds the link of a program that is attached only while rules need it. */
  void addLink(String program, int fd) {
    try {
      store.add(linkName(program), List.of(fd));
    } catch (IOException e) {
      LOG.warn("The program {} will end with this process: {}", program, Reason.of(e));
    }
  }

  /** Removes what {@link #addLink} added, so that the program is detached. */
  void removeLink(String program) {
    store.remove(linkName(program));
  }

  private String linkName(String program) {
    return name + "-" + program;
  }

  /** Removes the probe from the store. */
  void remove() {
    store.remove(name);
  }
}
