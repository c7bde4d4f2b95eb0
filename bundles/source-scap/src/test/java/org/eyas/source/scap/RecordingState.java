package org.eyas.source.scap;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.source.FdSnapshot;
import org.eyas.api.source.HostInfo;
import org.eyas.api.source.ProcessSnapshot;
import org.eyas.api.source.StateSink;
import org.eyas.api.source.UserEntry;

/** Keeps everything it is told. */
final class RecordingState implements StateSink {
  final List<ProcessSnapshot> processes = new ArrayList<>();
  final List<FdSnapshot> fds = new ArrayList<>();
  final List<Long> fdOwners = new ArrayList<>();
  final List<UserEntry> users = new ArrayList<>();
  final List<HostInfo> hosts = new ArrayList<>();
  int restarts;

  @Override
  public void onProcess(ProcessSnapshot process) {
    processes.add(process);
  }

  @Override
  public void onFd(long tid, FdSnapshot fd) {
    fdOwners.add(tid);
    fds.add(fd);
  }

  @Override
  public void onUser(UserEntry user) {
    users.add(user);
  }

  @Override
  public void onHost(HostInfo host) {
    hosts.add(host);
  }

  @Override
  public void onRestart() {
    restarts++;
  }
}
