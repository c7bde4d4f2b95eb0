package org.eyas.driver.ebpf;

import com.sun.jna.Memory;
import java.nio.file.Path;
import java.util.List;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureDetails;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.CaptureStats;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.StateSink;
import org.eyas.linux.libc.Libc;
import org.eyas.linux.proc.MachineReader;
import org.eyas.linux.ring.BpfRing;
import org.eyas.linux.ring.RingSet;

/** System calls as they happen, until it is closed. */
final class EbpfCapture implements Capture {
  private static final int IDLE_MILLIS = 5;
  private static final long GUARD_NANOS = 20_000; // between a program's look at the clock and its place in the ring

  private final Probe probe;
  private final Interest interest;
  private final Counters counters;
  private final List<BpfRing> rings;
  private final RingSet set;
  private final int epoll;
  private final int[] ringFds;
  private final long bootNanos;
  private final Memory scratch = new Memory(32);

  EbpfCapture(Probe probe, Interest interest, Counters counters, OpenRings open, long bootNanos) {
    this.probe = probe;
    this.interest = interest;
    this.counters = counters;
    this.bootNanos = bootNanos;
    rings = open.rings();
    ringFds = open.fds();
    set = new RingSet(rings);
    epoll = Libc.epoll(ringFds);
  }

  @Override
  public int poll(EventSink sink, int limit) {
    int count = set.poll(sink, limit, bootNanos + Libc.bootNanos(scratch) - GUARD_NANOS);
    if (count == 0 && !set.hasHeld()) {
      Libc.await(epoll, scratch, IDLE_MILLIS);
    }
    return count;
  }

  @Override
  public void snapshot(StateSink into) {
    new MachineReader(Path.of("/proc"), Path.of("/etc")).tell(bootNanos, into);
  }

  @Override
  public void want(CaptureRequest changed) {
    probe.control.interest(interest.places(changed));
  }

  @Override
  public CaptureStats stats() {
    return counters.total();
  }

  @Override
  public CaptureDetails details() {
    return new CaptureDetails(counters.processors(), probe.programs());
  }

  @Override
  public void close() {
    probe.close();
    rings.forEach(BpfRing::close);
    Libc.close(epoll);
    for (int i = 1; i < ringFds.length; i++) { // the first belongs to the probe
      Libc.close(ringFds[i]);
    }
    counters.close();
  }
}
