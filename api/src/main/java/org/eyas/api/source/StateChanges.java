package org.eyas.api.source;

import java.util.List;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Receives changes of the state that no event reports. The engine implements it; a capture calls it on the loop's thread, between
 * any two events, from within {@link Capture#poll}.
 */
@ProviderType
public interface StateChanges {
  /** Stands for the current directory of a thread where a descriptor is expected, as in the kernel (AT_FDCWD). */
  long CURRENT_DIRECTORY = -100;

  /**
   * How many bytes a directory with its slash, a path relative to it, and the end of the text may have together, as in Falco. The engine
   * has no name for a file that is opened by longer ones, so a source that knows the file's real path reports that instead.
   */
  int JOINED_PATH_BYTES = 1024;

  /**
   * Returns the path under which the engine knows a directory where relative paths of a thread start, without a slash
   * at its end; absent if it knows none. Valid until the next call.
   *
   * @param fd the directory's descriptor; {@link #CURRENT_DIRECTORY} for the current one
   */
  default Bytes directory(long tid, long fd) {
    return Text.ABSENT;
  }

  /**
   * Reports that such a directory has another path than {@link #directory} returns. The engine forgets a descriptor that it knows only
   * from such a report if its process executes a program, because an exec closes some: the source reports it again at its next use.
   */
  default void onDirectory(long tid, long fd, Text path) {}

  /**
   * Reports the file of a descriptor that the next event of the thread is about, and that is not a directory. The engine adds it to its
   * table if it has nothing under the number, until an exec as above. Called while the engine does not keep all opened files, and if
   * the event has a relative path below the file, which fails.
   */
  default void onFile(long tid, long fd, Text path) {}

  /**
   * Reports an internet socket that is a standard stream, or from which one is being copied, and of which no event may have said what it
   * is. The engine adds it to its table unless it knows a socket with the number. Called before the event that shows it.
   *
   * @param tuple both ends, as events encode them (SOCKTUPLE): the own end first. The destination's port is 0 if it is not connected.
   *     Valid until this call returns
   * @param isStream whether its type is SOCK_STREAM
   */
  default void onSocket(long tid, long fd, Bytes tuple, boolean isStream) {}

  /** Reports all users and groups after a change. They replace all that were reported before. */
  default void onAccounts(List<UserEntry> all) {}
}
