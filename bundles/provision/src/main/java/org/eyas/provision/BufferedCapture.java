package org.eyas.provision;

import java.util.List;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureDetails;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.CaptureStats;
import org.eyas.api.source.ClassQuestions;
import org.eyas.api.source.DetailedCounters;
import org.eyas.api.source.EventSelector;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.MachineThreads;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.StateChanges;
import org.eyas.api.source.StateReporter;
import org.eyas.api.source.StateSink;
import org.eyas.api.source.UserEntry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A live capture that is read into memory while there is no engine to read it, because the buffers of a driver hold the events of
 * a second or less. The next engine first gets the events in memory.
 */
final class BufferedCapture implements Capture, StateReporter, EventSelector, MachineThreads, DetailedCounters, ClassQuestions {
  private static final Logger LOG = LoggerFactory.getLogger(BufferedCapture.class);
  private static final int BATCH = 1_024;
  private static final long SYSCALL_BYTES = Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 4);

  /** The limit for a source other than system calls: there may be several such sources, with few events each. */
  private static final long OTHER_BYTES = SYSCALL_BYTES / 8;

  private final Capture capture;
  private final long limitBytes;
  private final BufferedEvents events;
  private final Thread thread;
  private volatile boolean taken;
  private @Nullable List<UserEntry> accounts;
  private @Nullable SourceException failure;

  private BufferedCapture(Capture capture, long limitBytes) {
    this.capture = capture;
    this.limitBytes = limitBytes;
    events = new BufferedEvents(limitBytes);
    thread = Thread.ofPlatform().daemon().name("hold-events").start(this::run);
  }

  static BufferedCapture ofSyscalls(Capture capture) {
    return new BufferedCapture(capture, SYSCALL_BYTES);
  }

  static BufferedCapture ofOthers(Capture capture) {
    return new BufferedCapture(capture, OTHER_BYTES);
  }

  private void run() {
    StateReporter.of(capture).follow(new AccountCollector());
    try {
      while (!taken && events.hasRoom() && capture.poll(events, BATCH) != END) {}
    } catch (SourceException e) {
      failure = e;
    } finally {
      events.end();
    }
    if (!events.hasRoom()) {
      LOG.warn("The update of the engine takes long: {} MB of events wait, more stay in the source's buffers", limitBytes >> 20);
    }
  }

  /** Stops reading. From now on another thread may call the capture. */
  void release() {
    taken = true;
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns the original capture if no events are waiting in memory. */
  static Capture unwrap(Capture held) {
    return held instanceof BufferedCapture known && known.events.isEmpty() && known.failure == null ? unwrap(known.capture)
        : held;
  }

  /** Stores changed users and groups. */
  private final class AccountCollector implements StateChanges {
    @Override
    public void onAccounts(List<UserEntry> all) {
      accounts = all;
    }
  }

  @Override
  public int poll(EventSink sink, int limit) throws SourceException {
    int count = events.deliver(sink, limit);
    if (count > 0) {
      return count;
    }
    SourceException ended = failure;
    if (ended != null) {
      throw ended;
    }
    return capture.poll(sink, limit);
  }

  @Override
  public boolean knowsOpenFiles() {
    return StateReporter.of(capture).knowsOpenFiles();
  }

  @Override
  public long nowNanos() {
    return StateReporter.of(capture).nowNanos();
  }

  @Override
  public long reachedNanos() {
    return events.isEmpty() ? StateReporter.of(capture).reachedNanos() : Long.MIN_VALUE;
  }

  @Override
  public void snapshot(StateSink into) throws SourceException {
    StateReporter.of(capture).snapshot(into);
  }

  @Override
  public void follow(StateChanges into) {
    List<UserEntry> changed = accounts;
    if (changed != null) {
      into.onAccounts(changed);
      accounts = null;
    }
    StateReporter.of(capture).follow(into);
  }

  @Override
  public void reportThread(long tid, StateSink into) {
    MachineThreads.of(capture).reportThread(tid, into);
  }

  @Override
  public List<Long> processes() {
    return MachineThreads.of(capture).processes();
  }

  @Override
  public long reportFiles(long pid, long from, StateSink into) {
    return MachineThreads.of(capture).reportFiles(pid, from, into);
  }

  @Override
  public void filesReported() {
    StateReporter.of(capture).filesReported();
  }

  @Override
  public long startNanos(long pid, long tid) {
    return MachineThreads.of(capture).startNanos(pid, tid);
  }

  @Override
  public void changeRequest(CaptureRequest changed) {
    EventSelector.of(capture).changeRequest(changed);
  }

  // An answer would not consider the events that wait here.
  @Override
  public void ask(Answers answers) {
    if (events.isEmpty()) {
      ClassQuestions.of(capture).ask(answers);
    }
  }

  @Override
  public void forgetAnswers() {
    ClassQuestions.of(capture).forgetAnswers();
  }

  @Override
  public void wake() {
    capture.wake();
  }

  @Override
  public CaptureStats stats() {
    return capture.stats();
  }

  @Override
  public CaptureDetails details() {
    return DetailedCounters.of(capture).details();
  }

  @Override
  public void close() {
    release();
    capture.close();
  }
}
