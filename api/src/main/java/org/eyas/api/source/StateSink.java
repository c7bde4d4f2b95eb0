package org.eyas.api.source;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Receives the state that a source found before its first event. The engine implements it; a capture calls it on the loop's
 * thread. Calls may come in any order, except that {@link #onFd} follows the {@link #onProcess} of its thread.
 *
 * <p>A capture file may contain several sections, each with a state of its own. The capture then calls {@link #onRestart} and
 * reports the new state between two events, from within {@link Capture#poll}.
 */
@ProviderType
public interface StateSink extends StateChanges {
  /** Reports a thread. */
  void onProcess(ProcessSnapshot process);

  /** Reports an open file descriptor of a thread that was reported before. */
  void onFd(long tid, FdSnapshot fd);

  /** Reports a user or a group. */
  void onUser(UserEntry user);

  /** Reports the machine that the events come from. */
  void onHost(HostInfo host);

  /** Discards the whole state, as reported and as changed by events since. A new state follows. */
  default void onRestart() {}
}
