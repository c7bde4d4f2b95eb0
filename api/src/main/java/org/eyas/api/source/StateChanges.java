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
   * The maximum length, in bytes, of a directory with its slash, a path relative to it, and the end of the text
   * together, as in Falco. The engine has no name for a file that is opened by longer paths, so a source that knows the
   * file's real path reports that path instead.
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
   * Reports that a directory where relative paths start has another path than {@link #directory} returns. If the
   * process executes a program, the engine forgets a descriptor that it knows only from such a report, because an exec
   * closes some descriptors: the source reports the directory again at its next use.
   */
  default void onDirectory(long tid, long fd, Text path) {}

  /**
   * Reports the file, other than a directory, of a descriptor that the next event of the thread is about. The engine
   * adds the file to its table if the table has nothing under the number, and forgets it at an exec, as in
   * {@link #onDirectory}. Called while the engine does not keep all opened files, and if the event has a relative path
   * below the file, which fails.
   */
  default void onFile(long tid, long fd, Text path) {}

  /**
   * Reports an internet socket that is a standard stream, or from which a standard stream is being copied, if perhaps
   * no event has described the socket. The engine adds the socket to its table unless the table has a socket with the
   * number. Called before the event that shows the socket.
   *
   * @param tuple both ends, as events encode them (SOCKTUPLE): the own end first. The destination's port is 0 if it is
   *     not connected. Valid until this call returns
   * @param isStream whether its type is SOCK_STREAM
   */
  default void onSocket(long tid, long fd, Bytes tuple, boolean isStream) {}

  /** Reports all users and groups after a change. They replace all that were reported before. */
  default void onAccounts(List<UserEntry> all) {}
}
