package org.eyas.driver.ebpf;

import com.sun.jna.Memory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.eyas.api.source.CaptureDetails;
import org.eyas.api.source.CaptureStats;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.LossCause;
import org.eyas.api.source.StateSink;
import org.eyas.linux.libc.Libc;
import org.eyas.linux.proc.HostProc;
import org.eyas.linux.proc.MachineCapture;
import org.eyas.linux.proc.MachineReader;
import org.eyas.linux.ring.RingSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events of a probe that an earlier process left, until a probe of this process follows. It selects events as it did for that
 * process, except that it does not record the calls of this one.
 */
final class LeftProbeCapture extends MachineCapture {
  private static final Logger LOG = LoggerFactory.getLogger(LeftProbeCapture.class);
  private static final long PAUSE_NANOS = 1_000_000;
  private static final int CONFIRMED_BYTES = 8 << 10; // the probe does not read it
  private static final long GUARD_NANOS = 20_000; // time of a program from reading the clock to reserving its place

  private final LeftProbe probe;
  private final Runnable remove;
  private final Map<LossCause, Set<Integer>> lossTypes;
  private final RingSet rings;
  private final PathClaimResolver names;
  private final OwnThreadFilter others;
  private final long bootNanos;
  private final long[] knownLosses;
  private final Memory scratch = new Memory(16);
  private volatile long events;

  /**
   * @param remove closes the descriptors of the probe and removes them from their store
   * @param lossTypes the types of events that each cause of losses concerns
   */
  LeftProbeCapture(LeftProbe probe, Runnable remove, Map<LossCause, Set<Integer>> lossTypes, HostProc host) {
    super(MachineReader.ofHost(System.getenv()), ControlMemory.bootNanos(probe.settings()));
    this.probe = probe;
    this.remove = remove;
    this.lossTypes = lossTypes;
    bootNanos = ControlMemory.bootNanos(probe.settings());
    knownLosses = ControlMemory.knownLosses(probe.settings());
    ControlMemory.ownProcess(probe.settings(), (int) host.ownPid().orElse(EbpfSource.NOBODY));
    others = OwnThreadFilter.of(host);
    rings = new RingSet(probe.rings());
    names = new PathClaimResolver(ByteBuffer.allocate(CONFIRMED_BYTES), host);
  }

  @Override
  public long nowNanos() {
    return bootNanos + Libc.bootNanos(scratch);
  }

  @Override
  public long reachedNanos() {
    return rings.reachedNanos();
  }

  @Override
  public int poll(EventSink sink, int limit) {
    names.setReceiver(others.before(sink), engine());
    int count = rings.poll(names, limit, nowNanos() - GUARD_NANOS);
    long read = events + count; // only the loop's thread writes it
    events = read;
    if (count == 0) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return count;
  }

  @Override
  public void snapshot(StateSink into) {
    super.snapshot(into);
    problem().ifPresent(LOG::warn);
  }

  @Override
  public void mark() {
    rings.mark();
  }

  @Override
  public void settle() {
    rings.settle();
  }

  @Override
  public CaptureStats stats() {
    return probe.counters().since(knownLosses, events);
  }

  @Override
  public CaptureDetails details() {
    return new CaptureDetails(List.of(), List.of(), List.of(), List.of(), lossTypes);
  }

  @Override
  public void close() {
    names.close();
    probe.close();
    remove.run();
  }
}
