package org.eyas.api.source;

import java.util.List;

/**
 * Takes what a source found before its first event. Calls come in any order but {@link #onFd} after its process.
 *
 * <p>A capture file may hold several sections, each with a state of its own: then {@link #onRestart} and the new state are
 * told between two events, from within {@link Capture#poll}.
 */
public interface StateSink {
  void onProcess(ProcessSnapshot process);

  void onFd(long tid, FdSnapshot fd);

  void onUser(UserEntry user);

  void onHost(HostInfo host);

  /** All users and groups anew: what was told of others no longer holds. */
  default void onAccounts(List<UserEntry> all) {}

  /** What was told before, and what events changed since, no longer holds. */
  default void onRestart() {}
}
