package org.eyas.api.source;

/** Takes what a source found before its first event. Calls come in any order but {@link #onFd} after its process. */
public interface StateSink {
  void onProcess(ProcessSnapshot process);

  void onFd(long tid, FdSnapshot fd);

  void onUser(UserEntry user);

  void onHost(HostInfo host);
}
