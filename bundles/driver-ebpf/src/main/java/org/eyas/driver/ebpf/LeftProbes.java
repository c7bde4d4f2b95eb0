package org.eyas.driver.ebpf;

import com.sun.jna.LastErrorException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eyas.api.failure.Reason;
import org.eyas.api.source.LossCause;
import org.eyas.api.source.SourceException;
import org.eyas.driver.ebpf.store.DescriptorStore;
import org.eyas.linux.libc.Libc;
import org.eyas.linux.proc.HostProc;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The probes that earlier processes left in a store. If there are several, because a process was killed while it changed from one to the
 * next, the oldest one has all events.
 */
final class LeftProbes {
  private static final Logger LOG = LoggerFactory.getLogger(LeftProbes.class);

  private final DescriptorStore store;
  private final SortedMap<String, List<Integer>> received;
  private @Nullable IOException refused;

  /** Takes the descriptors out of a store. */
  LeftProbes(DescriptorStore store) {
    this.store = store;
    received = new TreeMap<>(store.received());
    received.keySet().removeIf(name -> !StoredProbe.isName(name));
  }

  /**
   * Opens the oldest probe that can be read, and removes all others.
   *
   * @param lossTypes the types of events that each cause of losses concerns
   * @return null if there is none
   * @throws SourceException if there are probes, but none can be read; they are removed
   */
  @Nullable
  LeftProbeCapture open(Map<LossCause, Set<Integer>> lossTypes, HostProc host) throws SourceException {
    LeftProbeCapture found = null;
    SortedSet<String> probes = new TreeSet<>();
    received.keySet().forEach(name -> probes.add(StoredProbe.probeOf(name)));
    for (String probe : probes) {
      LeftProbe opened = found == null ? open(probe) : null;
      if (opened == null) {
        remove(probe);
      } else {
        found = new LeftProbeCapture(opened, () -> remove(probe), lossTypes, host);
      }
    }
    if (found == null && refused != null) {
      throw new SourceException(
          "the probe that an earlier process left in " + store.description() + " cannot be used: " + Reason.of(refused),
          "it was removed; what it recorded is lost");
    }
    return found;
  }

  private @Nullable LeftProbe open(String probe) {
    try {
      return LeftProbe.open(received.getOrDefault(probe, List.of()), Libc.geteuid());
    } catch (IOException e) {
      LOG.debug("{}", probe, e);
      refused = e;
    } catch (LastErrorException e) {
      refused = new IOException("its memory cannot be mapped: " + Reason.of(e), e);
    }
    return null;
  }

  // The kernel detaches the programs when the last descriptor is closed.
  private void remove(String probe) {
    received.forEach((name, fds) -> {
      if (StoredProbe.probeOf(name).equals(probe)) {
        store.remove(name);
        fds.forEach(Libc::close);
      }
    });
  }
}
