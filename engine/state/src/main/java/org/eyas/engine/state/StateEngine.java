package org.eyas.engine.state;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.process.Accounts;
import org.eyas.api.process.Enricher;
import org.eyas.api.process.ProcessInfo;
import org.eyas.api.pushdown.KeptFiles;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.api.source.FdSnapshot;
import org.eyas.api.source.HostInfo;
import org.eyas.api.source.MachineThreads;
import org.eyas.api.source.ProcessSnapshot;
import org.eyas.api.source.StateSink;
import org.eyas.api.source.UserEntry;
import org.eyas.engine.decode.EventCursor;
import org.eyas.engine.schema.EventSchema;
import org.jspecify.annotations.Nullable;

/**
 * The state of one loop: processes, descriptors and accounts, updated by each event.
 *
 * <p>A loop first passes the snapshot of the source. For each event it then calls {@link #apply} before the rules
 * evaluate the event, and {@link #finish} after. All calls come from the thread of the loop. An event that creates no
 * thread and no descriptor allocates nothing.
 */
public final class StateEngine implements StateSink {
  private final EventCursor cursor;
  private final ProcessTable table = new ProcessTable();
  private final FdPool pool = new FdPool();
  private final Lineage lineage = new Lineage(table, pool);
  private final Directories directories = new Directories(table, pool);
  private final ReportedSockets reportedSockets;
  private final OpenedFiles opened = new OpenedFiles();
  private final Purge purge = new Purge(table, lineage);
  private final EnterLedger enters = new EnterLedger();
  private final ProcessNotifier notifier = new ProcessNotifier();
  private final AccountBook accounts = new AccountBook();
  private final Interfaces interfaces = new Interfaces();
  private final ReportedThreads reported;
  private final EventRoute[] routes;
  private final @Nullable StateUpdater[] updaters;
  private final LoopEvent event;
  private final ThreadEvent threadAlone;
  private HostInfo host = new HostInfo("", 0, 0, List.of());
  private @Nullable ThreadProbe probe;
  private long foundDescriptors;
  private long unknownDescriptors;

  /**
   * @param cursor the cursor of the loop, which is at the current event whenever {@link #apply} is called
   * @param source the event source: "syscall"
   */
  public StateEngine(EventSchema schema, EventCursor cursor, Text source) {
    this.cursor = cursor;
    event = new LoopEvent(cursor, source, accounts, interfaces);
    threadAlone = new ThreadEvent(schema.type("PROCINFO_E"), accounts);
    ProgramTexts texts = new ProgramTexts();
    SocketNames names = new SocketNames();
    reportedSockets = new ReportedSockets(table, pool, names);
    PathCache paths = new PathCache();
    reported =
        new ReportedThreads(table, lineage, notifier, new Snapshot(lineage, texts), new SnapshotFds(lineage, pool, texts, names));
    Updaters all = new Updaters(schema);
    all.processes(lineage, texts, paths, notifier);
    all.accounts(accounts);
    all.files(pool, paths, texts, lineage, opened);
    all.sockets(pool, names, interfaces);
    all.beginnings(enters);
    updaters = all.byCode();
    routes = new EventRoute[schema.size()];
    for (int code = 0; code < routes.length; code++) {
      routes[code] = EventRoute.of(schema.type(code));
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
  public void keepFiles(KeptFiles kept) {
    opened.kept(kept);
  }

  /** The opened files that the tables keep. */
  public KeptFiles keepsFiles() {
    return opened.kept();
  }

  /** Removes the opened files of a process. The source reports them again. */
  public void forgetFiles(long pid) {
    reported.forgetFiles(pid);
  }

  /** Sets the listener that receives forked processes from the next event on. */
  public void forks(NewProcesses listener) {
    notifier.forks(listener);
  }

  /** Whether events with this code can change the values of fields of a thread. */
  public boolean changesThreads(int code) {
    StateUpdater updater = updaters[code];
    return updater != null && updater.changesThreads();
  }

  /** Sets new limits. */
  public void limits(StateLimits limits) {
    table.limit(limits.threads());
    purge.limits(limits);
  }

  /** Sets the machine on which the state looks up threads that no event created. */
  public void machine(MachineThreads machine) {
    machine(machine, System::nanoTime);
  }

  void machine(MachineThreads machine, LongSupplier clock) {
    ThreadProbe asked = new ThreadProbe(table, machine, this, reported::settle, clock);
    lineage.finder(asked);
    probe = asked;
  }

  /**
   * Completes a few placeholders of threads, and removes a few threads that have ended without an event. Called between
   * two batches of a live capture.
   */
  public void rest(MachineThreads machine) {
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
  public void enrichers(List<Enricher> enrichers) {
    notifier.enrichers(enrichers);
  }

  /** Notifies the enrichers of every process in the table, for example after an enricher was added. */
  public void enrichAll() {
    reported.notifyOfAll();
  }

  /** Allows the source to report threads between events, as a journal does. Reports of known threads are ignored. */
  public void allowLateThreads() {
    reported.allowLate();
  }

  @Override
  public void onProcess(ProcessSnapshot process) {
    reported.add(process);
  }

  @Override
  public void onFd(long tid, FdSnapshot fd) {
    reported.add(tid, fd);
  }

  @Override
  public Bytes directory(long tid, long fd) {
    return directories.known(tid, fd);
  }

  @Override
  public void onDirectory(long tid, long fd, Text path) {
    directories.correct(tid, fd, path);
  }

  @Override
  public void onFile(long tid, long fd, Text path) {
    directories.add(tid, fd, path);
  }

  @Override
  public void onSocket(long tid, long fd, Bytes tuple, boolean isStream) {
    reportedSockets.add(tid, fd, tuple, isStream);
  }

  @Override
  public void onUser(UserEntry user) {
    accounts.add(user);
  }

  @Override
  public void onAccounts(List<UserEntry> all) {
    accounts.replace(all);
  }

  @Override
  public void onHost(HostInfo found) {
    host = found;
    notifier.host(found);
    interfaces.know(found.addresses());
  }

  /** Reports the current state, as a source would, so that another engine can continue. */
  public void survey(StateSink into) {
    surveyMachine(into);
    new Survey(table).report(into);
  }

  /** Reports the part of the state that is not about threads. */
  public void surveyMachine(StateSink into) {
    into.onHost(host);
    accounts.forEach(into::onUser);
  }

  /** A survey that reports threads one by one. */
  public Survey surveyOfThreads() {
    return new Survey(table);
  }

  /** Updates the state by the current event of the cursor. The result is valid until the next call. */
  public LoopEvent apply() {
    if (!reported.areSettled()) {
      reported.settle();
    }
    int code = cursor.type().code();
    EventRoute route = routes[code];
    event.begin(route.counts());
    ThreadState thread = findThread(route.lookup());
    event.useThread(thread);
    if (thread != null && route.lookup() != EventRoute.Lookup.ASIDE) {
      findDescriptor(thread, code, route);
    }
    StateUpdater updater = updaters[code];
    if (updater != null) {
      updater.update(event);
    }
    event.updated();
    return event;
  }

  /**
   * The current event after {@link #apply} has thrown an exception. Its thread and descriptor are set if they were
   * found.
   */
  public LoopEvent event() {
    event.updated();
    return event;
  }

  /** Removes the descriptors that the event closed and the threads that it ended. */
  public void finish() {
    event.finish();
    ThreadState thread = event.thread();
    if (thread != null && thread.lastEnter() != -1 && !routes[cursor.type().code()].begins()) {
      thread.enter(null);
      thread.lastEnter(-1); // the next call may not be reported at its entry
    }
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
  public Event ofThread(long tid) {
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
            table.size(), lineage.added(), lineage.removed(), lineage.turnedAway(), purge.purged()),
        new StateCounts.Table(pool.added() - pool.removed(), pool.added(), pool.removed(), pool.turnedAway(), 0),
        table.lookups(),
        new StateCounts.Lookups(0, foundDescriptors, unknownDescriptors),
        enters.counts());
  }

  private @Nullable ThreadState findThread(EventRoute.Lookup lookup) {
    if (lookup == EventRoute.Lookup.NONE) {
      return null;
    }
    ThreadState known = lineage.find(cursor.threadId());
    if (known != null) {
      known.seenNanos(event.timestampNanos());
      return known;
    }
    return lookup == EventRoute.Lookup.KNOWN_OR_PLACEHOLDER ? lineage.findOrPlaceholder(cursor.threadId()) : null;
  }

  private void findDescriptor(ThreadState thread, int code, EventRoute route) {
    SavedEnter enter = thread.enter();
    boolean hasEnter = !route.begins() && enter != null && enter.endsWith(code);
    enters.end(code, hasEnter);
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
    event.foundDescriptor(found);
  }
}
