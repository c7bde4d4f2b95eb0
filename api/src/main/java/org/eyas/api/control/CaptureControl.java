package org.eyas.api.control;

import java.util.Optional;
import org.eyas.api.config.RefusedException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Writes the system calls that follow a request to a capture file, which begins with all processes of that moment. The
 * setting {@code capture.path_prefix} determines the place of the file. Any thread may call it.
 */
@ProviderType
public interface CaptureControl {
  /**
   * Starts a capture. If an alert has started one that is still being written, that one continues until the later of the two
   * ends. Returns before the file exists.
   *
   * @param seconds how long events are written
   * @param megabytes the size at which the file ends; a capture that continues keeps its own limit
   * @throws RefusedException if no live system calls are read, the folder is missing, or the last request is not over
   */
  void start(long seconds, long megabytes) throws RefusedException;

  /** Ends the capture that was requested last; nothing happens if it is over. */
  void end();

  /** The capture that was requested last; empty if the engine has not got a request since it started. */
  Optional<CaptureStatus> last();
}
