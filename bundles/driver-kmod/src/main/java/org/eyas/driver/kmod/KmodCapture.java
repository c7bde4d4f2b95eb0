package org.eyas.driver.kmod;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.eyas.api.failure.Reason;
import org.eyas.api.source.CaptureDetails;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.CaptureStats;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.LossCause;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.StateSink;
import org.eyas.common.ExponentialBackoff;
import org.eyas.linux.libc.Libc;
import org.eyas.linux.proc.MachineCapture;
import org.eyas.linux.proc.MachineReader;
import org.eyas.linux.ring.RingSet;
import org.eyas.recipe.RecipeSelection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A live capture of system calls, from the rings of the kernel module. */
final class KmodCapture extends MachineCapture {
  private static final Logger LOG = LoggerFactory.getLogger(KmodCapture.class);

  // The module has no way to wake its reader. An idle machine is not woken often.
  private static final ExponentialBackoff PAUSES =
      new ExponentialBackoff(TimeUnit.MICROSECONDS.toNanos(500), TimeUnit.MILLISECONDS.toNanos(30));

  private final ModuleRings open;
  private final ModuleEventSelection selection;
  private final RecipeSelection interest;
  private final Map<Integer, RingInfoPage> pages = new TreeMap<>(); // by processor
  private final RingSet set;
  private final OwnEventFilter others;
  private final EventTimeShift shifted;
  private final boolean isShifted;
  private final EventTimeHorizon horizon = new EventTimeHorizon();
  private final Memory scratch = new Memory(16);
  private boolean isFirst = true;
  private long pauseNanos; // the last pause since an event

  /**
   * @param open closed by the capture
   * @param bootNanos the boot time that the capture's times of events refer to
   * @param shiftNanos nanoseconds to add to the module's times, so that they agree with {@code bootNanos}
   */
  KmodCapture(ModuleRings open, RecipeSelection interest, MachineReader machine, OwnEventFilter others, long bootNanos,
      long shiftNanos) {
    super(machine, bootNanos);
    this.open = open;
    this.interest = interest;
    this.others = others;
    open.rings().forEach(ring -> pages.put(ring.cpu(), new RingInfoPage(ring.page(), open.schema())));
    selection = new ModuleEventSelection(open.reader().any(), System.nanoTime());
    set = new RingSet(open.rings());
    shifted = new EventTimeShift(shiftNanos);
    isShifted = shiftNanos != 0;
  }

  @Override
  public int poll(EventSink sink, int limit) throws SourceException {
    if (isFirst) {
      isFirst = false;
      Libc.raisePriority();
    }
    shifted.setReceiver(sink);
    long now = System.nanoTime();
    others.setReceiver(isShifted ? shifted : sink, now);
    long before = others.passed();
    int read = set.poll(others, limit, horizon.completeUntil(Libc.wallNanos(scratch)));
    if (read > 0) {
      pauseNanos = 0;
    }
    if (read < limit) {
      horizon.markReached();
      pauseNanos = PAUSES.after(pauseNanos);
      LockSupport.parkNanos(pauseNanos);
    }
    refreshAccounts(now);
    renew(now);
    checkProcessors(now);
    return (int) (others.passed() - before);
  }

  private void renew(long nowNanos) throws SourceException {
    try {
      selection.renew(nowNanos);
    } catch (LastErrorException e) {
      throw new SourceException(
          "the kernel module does not enable its tracepoints again: " + Reason.of(e),
          "load it again: eyas driver unload, eyas driver load", e);
    }
  }

  // A processor that comes online later has no ring.
  private void checkProcessors(long nowNanos) throws SourceException {
    if (open.online().haveChanged(nowNanos)) {
      throw new SourceException("other processors are online, and their rings must be opened", "");
    }
  }

  @Override
  public void snapshot(StateSink into) {
    super.snapshot(into);
    problem().ifPresent(LOG::warn);
  }

  // In the time of the module. If the clock is set back, everything that is in the rings counts as older.
  @Override
  public long nowNanos() {
    return Libc.wallNanos(scratch);
  }

  @Override
  public long reachedNanos() {
    return set.reachedNanos();
  }

  @Override
  public void changeRequest(CaptureRequest changed) {
    selection.want(interest.places(changed));
  }

  /** The counts include the events of this process, because the module records them. */
  @Override
  public CaptureStats stats() {
    Map<LossCause, Long> losses = new EnumMap<>(LossCause.class);
    long events = 0;
    for (RingInfoPage page : pages.values()) {
      events += page.recorded();
      page.losses().forEach((cause, count) -> losses.merge(cause, count, Long::sum));
    }
    return new CaptureStats(events, losses.values().stream().mapToLong(Long::longValue).sum(), losses);
  }

  @Override
  public CaptureDetails details() {
    List<CaptureDetails.ProcessorCounts> counts = new ArrayList<>();
    pages.forEach((cpu, page) -> counts.add(new CaptureDetails.ProcessorCounts(cpu, page.recorded(), page.lost())));
    return new CaptureDetails(counts, List.of());
  }

  @Override
  public void close() {
    open.close();
  }
}
