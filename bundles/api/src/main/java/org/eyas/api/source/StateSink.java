package org.eyas.api.source;

import java.util.List;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;

/**
 * Receives the state that a source found before its first event. The engine implements it; a capture calls it on the loop's
 * thread. Calls may come in any order, except that {@link #onFd} follows the {@link #onProcess} of its thread.
 *
 * <p>A capture file may contain several sections, each with a state of its own. The capture then calls {@link #onRestart} and
 * reports the new state between two events, from within {@link Capture#poll}.
 */
public interface StateSink {
  /** Stands for the current directory of a thread where a descriptor is expected, as in the kernel (AT_FDCWD). */
  long CURRENT_DIRECTORY = -100;

  /** Reports a thread. */
  void onProcess(ProcessSnapshot process);

  /** Reports an open file descriptor of a thread that was reported before. */
  void onFd(long tid, FdSnapshot fd);

  /** Reports a user or a group. */
  void onUser(UserEntry user);

  /** Reports the machine that the events come from. */
  void onHost(HostInfo host);

  /**
   * Returns the path under which the engine knows a directory where relative paths of a thread start, without a slash
   * at its end; absent if it knows none. Valid until the next call.
   *
   * @param fd the directory's descriptor; {@link #CURRENT_DIRECTORY} for the current one
   */
  default Bytes directory(long tid, long fd) {
    return Text.ABSENT;
  }

  /** Reports that such a directory has another path than {@link #directory} returns. May be called between any two events. */
  default void onDirectory(long tid, long fd, Text path) {}

  /** Reports all users and groups after a change. They replace all that were reported before. */
  default void onAccounts(List<UserEntry> all) {}

  /** Discards the whole state, as reported and as changed by events since. A new state follows. */
  default void onRestart() {}
}
