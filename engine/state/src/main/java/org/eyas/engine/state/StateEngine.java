package org.eyas.engine.state;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.process.Accounts;
import org.eyas.api.process.Enricher;
import org.eyas.api.process.ProcessInfo;
import org.eyas.api.pushdown.KeptFiles;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.api.source.Capture;
import org.eyas.engine.decode.EventCursor;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.state.cache.PathCache;
import org.eyas.engine.state.cache.ProgramTextCache;
import org.eyas.engine.state.descriptor.FdPool;
import org.eyas.engine.state.descriptor.FdState;
import org.eyas.engine.state.descriptor.LocalAddresses;
import org.eyas.engine.state.descriptor.SocketNames;
import org.eyas.engine.state.encoding.EventSubjectLookup;
import org.eyas.engine.state.encoding.EventSubjectLookup.ThreadLookup;
import org.eyas.engine.state.encoding.SavedEnterEvent;
import org.eyas.engine.state.io.EnterEventCounter;
import org.eyas.engine.state.io.FileRetention;
import org.eyas.engine.state.process.ForkListener;
import org.eyas.engine.state.process.LoopEvent;
import org.eyas.engine.state.process.MachineName;
import org.eyas.engine.state.process.ProcessNotifier;
import org.eyas.engine.state.process.ProcessTable;
import org.eyas.engine.state.process.SnapshotThreads;
import org.eyas.engine.state.process.StateCounts;
import org.eyas.engine.state.process.StateUpdater;
import org.eyas.engine.state.process.ThreadRelations;
import org.eyas.engine.state.process.ThreadState;
import org.eyas.engine.state.process.UnknownProcess;
import org.eyas.engine.text.FalcoVersion;
import org.jspecify.annotations.Nullable;

/**
 * The state of one loop: processes, descriptors and accounts, updated by each event.
 *
 * <p>A loop first passes the snapshot of the source to {@link #reports}. For each event it then calls {@link #apply} before the rules
 * evaluate the event, and {@link #finish} after. All calls come from the thread of the loop. An event that creates no
 * thread and no descriptor allocates nothing.
 */
public final class StateEngine {
  private final EventCursor cursor;
  private final ProcessTable table = new ProcessTable();
  private final FdPool pool = new FdPool();
  private final ThreadRelations lineage = new ThreadRelations(table, pool);
  private final FileRetention opened = new FileRetention();
  private final ThreadPurge purge = new ThreadPurge(table, lineage);
  private final EnterEventCounter enters = new EnterEventCounter();
  private final ProcessNotifier notifier = new ProcessNotifier();
  private final MachineAccounts accounts = new MachineAccounts();
  private final LocalAddresses interfaces = new LocalAddresses();
  private final MachineName machine = new MachineName();
  private final ReportedThreads reported;
  private final StateReports reports;
  private final EventSubjectLookup[] routes;
  private final @Nullable StateUpdater[] updaters;
  private final LoopEvent event;
  private final ThreadOnlyEvent threadAlone;
  private @Nullable ThreadProbe probe;
  private long foundDescriptors;
  private long unknownDescriptors;

  /** The state of an engine that reproduces {@link FalcoVersion#V0_44}. */
  public StateEngine(EventSchema schema, EventCursor cursor, Text source) {
    this(schema, cursor, source, FalcoVersion.V0_44);
  }

  /**
   * @param cursor the cursor of the loop, which is at the current event whenever {@link #apply} is called
   * @param source the event source: "syscall"
   * @param version decides what becomes of unprintable bytes in names
   */
  public StateEngine(EventSchema schema, EventCursor cursor, Text source, FalcoVersion version) {
    this.cursor = cursor;
    event = new LoopEvent(cursor, source, accounts, interfaces, machine, version.keepsBytes());
    threadAlone = new ThreadOnlyEvent(schema.type("PROCINFO_E"), accounts);
    ProgramTextCache texts = new ProgramTextCache();
    SocketNames names = new SocketNames(version);
    PathCache paths = new PathCache(version);
    reported =
        new ReportedThreads(table, lineage, notifier, new SnapshotThreads(lineage, texts, version),
            new SnapshotFds(lineage, pool, texts, names));
    reports = new StateReports(table, reported, new DirectoryCorrections(table, pool), new ReportedSockets(table, pool, names),
        accounts,
        interfaces, machine, notifier);
    UpdaterTable all = new UpdaterTable(schema);
    all.processes(lineage, texts, paths, version, notifier);
    all.accounts(accounts);
    all.files(pool, paths, texts, lineage, opened);
    all.sockets(pool, names, interfaces);
    all.beginnings(enters);
    updaters = all.byCode();
    routes = new EventSubjectLookup[schema.size()];
    for (int code = 0; code < routes.length; code++) {
      routes[code] = EventSubjectLookup.of(schema.type(code));
    }
  }

  /**
   * A condition that is true for every event with this code that can change the state.
   *
   * @param code the code of an exit event; other events are always needed
   * @param kept the opened files that the tables keep
   */
  public RawCondition needs(int code, KeptFiles kept) {
    StateUpdater updater = updaters[code];
    if (updater == null) {
      return RawCondition.Always.FALSE;
    }
    return kept == KeptFiles.ALL ? updater.needs() : updater.needsWithoutFiles(kept == KeptFiles.DIRECTORIES);
  }

  /**
   * Sets the opened files that the tables keep from the next event on. If they keep none, an open only lasts for its
   * event. Descriptors that are in the tables stay until they are closed.
   */
  public void setKeptFiles(KeptFiles kept) {
    opened.kept(kept);
  }

  /** The opened files that the tables keep. */
  public KeptFiles keptFiles() {
    return opened.kept();
  }

  /** Sets the listener that receives forked processes from the next event on. */
  public void setForkListener(ForkListener listener) {
    notifier.setForkListener(listener);
  }

  /** Whether events with this code can change the values of fields of a thread. */
  public boolean changesThreads(int code) {
    StateUpdater updater = updaters[code];
    return updater != null && updater.changesThreads();
  }

  /** Sets new limits. */
  public void setLimits(StateLimits limits) {
    table.limit(limits.threads());
    purge.limits(limits);
  }

  /** Sets the capture through which the state looks up threads that no event created. */
  public void setMachine(Capture machine) {
    setMachine(machine, System::nanoTime);
  }

  public void setMachine(Capture machine, LongSupplier clock) {
    ThreadProbe asked = new ThreadProbe(table, machine, reports, reported::settle, clock);
    lineage.setLookup(asked);
    probe = asked;
  }

  /**
   * Completes a few placeholders of threads, and removes a few threads that have ended without an event. Called between
   * two batches of a live capture.
   */
  public void maintainThreads(Capture machine) {
    ThreadProbe asked = probe;
    if (asked != null) {
      asked.catchUp();
    }
    if (reported.areSettled()) {
      purge.step(event.timestampNanos(), machine);
    }
  }

  /**
   * Sets the enrichers. From the next event on, they are notified of processes that appear, execute a program or change
   * cgroups.
   */
  public void setEnrichers(List<Enricher> enrichers) {
    notifier.setEnrichers(enrichers);
  }

  /** Updates the state by the current event of the cursor. The result is valid until the next call. */
  public LoopEvent apply() {
    if (!reported.areSettled()) {
      reported.settle();
    }
    int code = cursor.type().code();
    EventSubjectLookup route = routes[code];
    event.begin(route.counts(), route.lookup() != ThreadLookup.WITHOUT_DESCRIPTOR);
    ThreadState thread = findThread(route.lookup());
    event.setThread(thread);
    if (thread != null && route.looksUpDescriptor()) {
      findDescriptor(thread, code, route);
    }
    StateUpdater updater = updaters[code];
    if (updater != null) {
      updater.update(event);
    }
    event.markNameChange();
    return event;
  }

  /**
   * The current event after {@link #apply} has thrown an exception. Its thread and descriptor are set if they were
   * found.
   */
  public LoopEvent event() {
    event.markNameChange();
    return event;
  }

  /** Removes the descriptors that the event closed and the threads that it ended. */
  public void finish() {
    event.finish();
    ThreadState thread = event.thread();
    if (thread != null && thread.lastEnter() != -1 && endsCall(routes[cursor.type().code()])) {
      thread.enter(null);
      thread.lastEnter(-1); // the next call may not be reported at its entry
    }
  }

  private static boolean endsCall(EventSubjectLookup route) {
    return route.lookup() != ThreadLookup.WITHOUT_DESCRIPTOR && !route.begins();
  }

  /** Receives the reports of the source between events. */
  public StateReports reports() {
    return reports;
  }

  /** Users and groups. */
  public Accounts accounts() {
    return accounts;
  }

  /** The thread with this id; an unknown process if there is none. */
  public ProcessInfo find(long tid) {
    ThreadState found = table.find(tid);
    return found == null ? UnknownProcess.NOBODY : found;
  }

  /**
   * An event that only has a thread, for conditions that depend on the thread alone. Its process is unknown if the
   * table contains only the id of the thread. The result is valid until the next call.
   */
  public Event threadEvent(long tid) {
    ThreadState found = table.peek(tid);
    ThreadState leader = found == null ? null : found.leaderOrNull();
    if (found == null || found.isPlaceholder() || leader == null || leader.isPlaceholder()) {
      return threadAlone.of(UnknownProcess.NOBODY);
    }
    return threadAlone.of(found);
  }

  /**
   * The number of changes that the values of threads had without an event of the thread: values that enrichers attached
   * late, changed accounts, threads that were looked up or completed, corrections after lost events, and children that
   * are passed on later than in the kernel.
   */
  public long otherChanges() {
    return reported.changes() + accounts.changes() + lineage.corrected() + lineage.completed() + lineage.moved() + purge.purged()
        + table.lateAttachments().get();
  }

  /** Calls a visitor for every known thread, in no order. */
  public void forEachThread(Consumer<ProcessInfo> visitor) {
    table.forEach(visitor::accept);
  }

  public StateCounts counts() {
    return new StateCounts(
        new StateCounts.Table(
            table.size(), lineage.added(), lineage.removed(), lineage.rejected(), purge.purged()),
        new StateCounts.Table(pool.added() - pool.removed(), pool.added(), pool.removed(), pool.rejected(), 0),
        table.lookups(),
        new StateCounts.Lookups(0, foundDescriptors, unknownDescriptors),
        enters.counts());
  }

  private @Nullable ThreadState findThread(EventSubjectLookup.ThreadLookup lookup) {
    ThreadState known = lineage.find(cursor.threadId());
    if (known != null) {
      known.seenNanos(event.timestampNanos());
      return known;
    }
    return lookup == ThreadLookup.KNOWN_OR_PLACEHOLDER ? lineage.findOrPlaceholder(cursor.threadId()) : null;
  }

  private void findDescriptor(ThreadState thread, int code, EventSubjectLookup route) {
    SavedEnterEvent enter = thread.enter();
    boolean hasEnter = !route.begins() && enter != null && enter.endsWith(code);
    enters.countExit(code, hasEnter);
    if (hasEnter) {
      event.enter(enter);
    } else if (route.begins() || thread.lastEnter() != code - 1) {
      thread.lastFd(-1);
    }
    if (route.begins()) {
      thread.lastEnter(code);
    }
    if (!route.usesFd()) {
      return;
    }
    if (thread.lastFd() == -1 && route.fdParam() >= 0 && cursor.has(route.fdParam())) {
      thread.lastFd(cursor.number(route.fdParam()));
    }
    FdState found = thread.lastFd() < 0 ? null : thread.descriptor(thread.lastFd());
    if (found == null) {
      unknownDescriptors++;
    } else {
      foundDescriptors++;
    }
    event.setDescriptor(found);
  }
}
