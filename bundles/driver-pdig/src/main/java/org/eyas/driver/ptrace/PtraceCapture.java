package org.eyas.driver.ptrace;

import java.nio.file.Path;
import java.util.Set;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.CaptureStats;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.SourceException;
import org.eyas.driver.ptrace.trace.TracedCallSet;
import org.eyas.driver.ptrace.trace.TracingThread;
import org.eyas.linux.proc.MachineCapture;
import org.eyas.linux.proc.MachineReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The system calls of one tree of processes. The capture ends with the command, or with the last of the attached
 * processes. The tree waits until its events are read. Only events that cannot be written are lost.
 */
final class PtraceCapture extends MachineCapture {
  private static final Logger LOG = LoggerFactory.getLogger(PtraceCapture.class);

  private final TracingThread tracing;
  private final WantedSystemCalls wanted;
  private final TracedCallSet traced;
  private Set<String> missing = Set.of();

  PtraceCapture(TracingThread tracing, WantedSystemCalls wanted, TracedCallSet traced, long bootNanos) {
    // The kernel gives a tracer the ids of the tracer's own process namespace. All processes are read, not only the tree: rules ask for
    // its ancestors. That not all of them can be read is usual here.
    super(new MachineReader(Path.of("/proc"), Path.of("/etc")), bootNanos);
    this.tracing = tracing;
    this.wanted = wanted;
    this.traced = traced;
  }

  @Override
  public int poll(EventSink sink, int limit) throws SourceException {
    tracing.begin();
    int count = tracing.events().deliver(sink, limit);
    if (count == 0 && tracing.events().isOver()) {
      if (tracing.hasFailed()) {
        throw new SourceException("tracing has ended due to an internal error; the command is killed", "the log has more");
      }
      return END;
    }
    if (count < limit) {
      tracing.events().pause(count == 0);
    }
    long now = System.nanoTime();
    tracing.reconsiderPlacement(now);
    refreshAccounts(now);
    return count;
  }

  // The filter of a process cannot be changed.
  @Override
  public void changeRequest(CaptureRequest changed) {
    Set<String> now = wanted.missing(changed, traced);
    if (!now.isEmpty() && !now.equals(missing)) {
      LOG.warn(
          "The rules now need system calls that are not recorded for processes that run already: {}; to record them, end this"
              + " run and start it again",
          String.join(", ", now));
    }
    missing = now;
  }

  @Override
  public CaptureStats stats() {
    return new CaptureStats(tracing.events().count(), tracing.lost());
  }

  @Override
  public void close() {
    tracing.close();
  }
}
