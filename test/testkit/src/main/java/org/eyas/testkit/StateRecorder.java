package org.eyas.testkit;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.source.FdSnapshot;
import org.eyas.api.source.HostInfo;
import org.eyas.api.source.ProcessSnapshot;
import org.eyas.api.source.StateSink;
import org.eyas.api.source.UserEntry;

/** Records the whole state that a source reports. */
public final class StateRecorder implements StateSink {
  public final List<ProcessSnapshot> processes = new ArrayList<>();
  public final List<FdSnapshot> fds = new ArrayList<>();
  public final List<Long> fdOwners = new ArrayList<>();
  public final List<UserEntry> users = new ArrayList<>();
  public final List<HostInfo> hosts = new ArrayList<>();
  public final List<String> directories = new ArrayList<>();
  public final List<String> files = new ArrayList<>();
  public final List<String> sockets = new ArrayList<>();
  public Bytes knownDirectory = Text.ABSENT;
  public int restarts;

  @Override
  public void onProcess(ProcessSnapshot process) {
    processes.add(process);
  }

  @Override
  public Bytes directory(long tid, long fd) {
    return knownDirectory;
  }

  @Override
  public void onDirectory(long tid, long fd, Text path) {
    directories.add(tid + " " + fd + " " + path);
  }

  @Override
  public void onFile(long tid, long fd, Text path) {
    files.add(tid + " " + fd + " " + path);
  }

  @Override
  public void onSocket(long tid, long fd, Bytes tuple, boolean isStream) {
    sockets.add(tid + " " + fd + " " + tuple.length() + " " + isStream);
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
