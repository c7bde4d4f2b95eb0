package org.eyas.engine.state;

import java.util.List;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.source.FdSnapshot;
import org.eyas.api.source.HostInfo;
import org.eyas.api.source.ProcessSnapshot;
import org.eyas.api.source.StateSink;
import org.eyas.api.source.UserEntry;
import org.eyas.engine.state.descriptor.LocalAddresses;
import org.eyas.engine.state.process.MachineName;
import org.eyas.engine.state.process.ProcessNotifier;
import org.eyas.engine.state.process.ProcessTable;

/**
 * The reports about the state of one loop, between events: it receives the snapshot and the corrections of a source, and reports the
 * state to a journal or to another engine as a source would. All calls come from the thread of the loop.
 */
public final class StateReports implements StateSink {
  private final ProcessTable table;
  private final ReportedThreads reported;
  private final DirectoryCorrections directories;
  private final ReportedSockets reportedSockets;
  private final MachineAccounts accounts;
  private final LocalAddresses interfaces;
  private final MachineName machine;
  private final ProcessNotifier notifier;
  private HostInfo host = new HostInfo("", 0, 0, List.of());

  StateReports(ProcessTable table, ReportedThreads reported, DirectoryCorrections directories, ReportedSockets reportedSockets,
      MachineAccounts accounts, LocalAddresses interfaces, MachineName machine, ProcessNotifier notifier) {
    this.table = table;
    this.reported = reported;
    this.directories = directories;
    this.reportedSockets = reportedSockets;
    this.accounts = accounts;
    this.interfaces = interfaces;
    this.machine = machine;
    this.notifier = notifier;
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
    return directories.pathOf(tid, fd);
  }

  @Override
  public void onDirectory(long tid, long fd, Text path) {
    directories.correctPath(tid, fd, path);
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
    notifier.setHost(found);
    interfaces.setAddresses(found.addresses());
    machine.setReported(found.hostname());
  }

  /** Removes the opened files of a process. The source reports them again. */
  public void forgetFiles(long pid) {
    reported.forgetFiles(pid);
  }

  /** Notifies the enrichers of every process in the table, for example after an enricher was added. */
  public void enrichAll() {
    reported.notifyOfAll();
  }

  /** Allows the source to report threads between events, as a journal does. Reports of known threads are ignored. */
  public void allowLateThreads() {
    reported.allowLate();
  }

  /** Reports the current state, as a source would, so that another engine can continue. */
  public void survey(StateSink into) {
    surveyMachine(into);
    new StateSurvey(table).report(into);
  }

  /** Reports the part of the state that is not about threads. */
  public void surveyMachine(StateSink into) {
    into.onHost(host);
    accounts.forEach(into::onUser);
  }

  /** A survey that reports threads one by one. */
  public StateSurvey surveyOfThreads() {
    return new StateSurvey(table);
  }
}
