package org.eyas.engine.loop;

import java.util.List;
import java.util.function.Supplier;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.process.AsyncEventSink;
import org.eyas.api.process.Attachments;
import org.eyas.api.process.ContainerDescription;
import org.eyas.api.process.Enricher;
import org.eyas.api.process.FdType;
import org.eyas.api.process.ProcessInfo;
import org.eyas.api.pushdown.KeptFiles;
import org.eyas.api.source.Capture;
import org.eyas.api.source.FdSnapshot;
import org.eyas.api.source.HostInfo;
import org.eyas.api.source.ProcessSnapshot;
import org.eyas.api.source.StateSink;
import org.eyas.api.source.UserEntry;
import org.eyas.engine.decode.EventCursor;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.state.StateEngine;
import org.eyas.engine.state.StateLimits;
import org.eyas.engine.state.process.ForkListener;
import org.eyas.engine.state.process.LoopEvent;
import org.eyas.engine.state.process.StateCounts;
import org.eyas.engine.statistics.LoopFaultLog;
import org.eyas.engine.text.FalcoVersion;
import org.jspecify.annotations.Nullable;

/**
 * The state of one loop. Entries and events that the state cannot process are counted as faults and skipped. If the
 * capture restarts, a new state replaces the previous one.
 */
final class LoopState implements StateSink {
  private final Text source;
  private final boolean lateThreads;
  private final FalcoVersion falcoVersion;
  private final Supplier<StateLimits> limits;
  private final EventCursor cursor;
  private final LoopFaultLog faults;
  private final Runnable restarting;
  private List<Enricher> enrichers = List.of();
  private @Nullable Capture machine;
  private StateEngine engine;
  private KeptFiles keptFiles = KeptFiles.ALL;
  private boolean filesOnly;
  private volatile long bootNanos;

  /** @param restarting called before a new state replaces the previous one */
  LoopState(LoopSetup setup, EventCursor cursor, LoopFaultLog faults, Runnable restarting) {
    source = Text.of(setup.source().eventSource());
    lateThreads = setup.lateThreads();
    falcoVersion = setup.falcoVersion();
    limits = setup.stateLimits();
    this.cursor = cursor;
    this.faults = faults;
    this.restarting = restarting;
    engine = fresh();
  }

  private StateEngine fresh() {
    StateEngine fresh = new StateEngine(EventSchema.current(), cursor, source, falcoVersion);
    fresh.setLimits(limits.get());
    fresh.setKeptFiles(keptFiles);
    fresh.setEnrichers(enrichers);
    if (lateThreads) {
      fresh.reports().allowLateThreads();
    }
    Capture asked = machine;
    if (asked != null) {
      fresh.setMachine(asked);
    }
    return fresh;
  }

  StateEngine engine() {
    return engine;
  }

  /** Sets which opened files the tables keep, from the next event on. */
  void keepFiles(KeptFiles kept) {
    keptFiles = kept;
    engine.setKeptFiles(kept);
  }

  /** Uses only the files in the reports of a source. The state knows everything else from events. */
  void reportsFiles(Runnable reports) {
    filesOnly = true;
    try {
      reports.run();
    } finally {
      filesOnly = false;
    }
  }

  /** Sets the listener that is notified of forked processes, from the next event on. */
  void forks(ForkListener listener) {
    engine.setForkListener(listener);
  }

  private static boolean isFile(FdSnapshot fd) {
    return fd.type() == FdType.FILE || fd.type() == FdType.DIRECTORY;
  }

  /** The id of the container of a process; empty if it has none or is not known. */
  String containerOf(long pid) {
    return engine.find(pid).attachment(ContainerDescription.KEY) instanceof ContainerDescription container
        ? container.id().toString()
        : "";
  }

  /** Sets the live capture, which is asked about threads of this machine that no event created. */
  void machine(Capture live) {
    machine = live;
    engine.setMachine(live);
  }

  /** Reads the limits again. */
  void refreshLimits() {
    engine.setLimits(limits.get());
  }

  /**
   * Sets the enrichers that are notified of processes, from the next event on.
   *
   * @param enrichesAll whether these enrichers must also be notified of the existing processes
   */
  void enrichers(List<Enricher> next, boolean enrichesAll) {
    enrichers = next.stream().map(this::guarded).toList();
    engine.setEnrichers(enrichers);
    if (enrichesAll) {
      engine.reports().enrichAll();
    }
  }

  /** Passes on the asynchronous events that the enrichers have to report. */
  void reportEvents(AsyncEventSink into) {
    for (int i = 0; i < enrichers.size(); i++) {
      enrichers.get(i).reportEvents(into);
    }
  }

  // An enricher that throws must not end the loop.
  private Enricher guarded(Enricher enricher) {
    return new Enricher() {
      @Override
      public void onProcess(ProcessInfo process, Attachments out) {
        try {
          enricher.onProcess(process, out);
        } catch (RuntimeException e) {
          faults.add("enricher " + enricher.getClass().getName(), e);
        }
      }

      @Override
      public void reportEvents(AsyncEventSink into) {
        try {
          enricher.reportEvents(into);
        } catch (RuntimeException e) {
          faults.add("events of enricher " + enricher.getClass().getName(), e);
        }
      }
    };
  }

  /**
   * Updates the state by the current event. After a fault, the event contains the values that were found before the
   * fault.
   */
  LoopEvent apply() {
    try {
      return engine.apply();
    } catch (RuntimeException e) {
      faults.add("state after event '" + cursor.type().name() + "'", e);
      return engine.event();
    }
  }

  /** Completes and removes threads of the state. Called between two batches of a live capture. */
  void completeThreads(Capture live) {
    try {
      engine.maintainThreads(live);
    } catch (RuntimeException e) {
      faults.add("threads between events", e);
    }
  }

  private void guarded(String what, Runnable take) {
    try {
      take.run();
    } catch (RuntimeException e) {
      faults.add(what, e);
    }
  }

  @Override
  public void onProcess(ProcessSnapshot process) {
    if (!filesOnly) {
      guarded("process list", () -> engine.reports().onProcess(process));
    }
  }

  @Override
  public void onFd(long tid, FdSnapshot fd) {
    if (!filesOnly || isFile(fd)) {
      guarded("descriptor list", () -> engine.reports().onFd(tid, fd));
    }
  }

  @Override
  public void onUser(UserEntry user) {
    if (!filesOnly) {
      guarded("user list", () -> engine.reports().onUser(user));
    }
  }

  @Override
  public void onHost(HostInfo host) {
    if (!filesOnly) {
      bootNanos = host.bootNanos();
      guarded("machine", () -> engine.reports().onHost(host));
    }
  }

  @Override
  public void onAccounts(List<UserEntry> all) {
    guarded("user list", () -> engine.reports().onAccounts(all));
  }

  @Override
  public Bytes directory(long tid, long fd) {
    return engine.reports().directory(tid, fd);
  }

  @Override
  public void onDirectory(long tid, long fd, Text path) {
    guarded("directory", () -> engine.reports().onDirectory(tid, fd, path));
  }

  @Override
  public void onFile(long tid, long fd, Text path) {
    guarded("file", () -> engine.reports().onFile(tid, fd, path));
  }

  @Override
  public void onSocket(long tid, long fd, Bytes tuple, boolean isStream) {
    guarded("socket", () -> engine.reports().onSocket(tid, fd, tuple, isStream));
  }

  @Override
  public void onRestart() {
    restarting.run();
    engine = fresh();
  }

  /** The boot time that the source reported, since the epoch; 0 if unknown. May be called from any thread. */
  long bootNanos() {
    return bootNanos;
  }

  StateCounts counts() {
    return engine.counts();
  }
}
