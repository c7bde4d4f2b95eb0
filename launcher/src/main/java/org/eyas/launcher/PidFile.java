package org.eyas.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eyas.launcher.line.LaunchOptions;
import org.jspecify.annotations.Nullable;

/**
 * The file with the process id.
 *
 * @param path null if none is written
 */
record PidFile(@Nullable Path path) {
  /** The file in which scripts of older Falco versions look for the background process. */
  private static final String STANDARD = "/var/run/falco.pid";

  static PidFile of(LaunchOptions options) {
    String named = options.text("pidfile");
    String path = named.isEmpty() && options.has("daemon") ? STANDARD : named;
    return new PidFile(path.isEmpty() ? null : Path.of(path));
  }

  void write() throws CommandFailureException {
    if (path == null) {
      return;
    }
    try {
      Files.writeString(path, ProcessHandle.current().pid() + "\n");
    } catch (IOException e) {
      throw new CommandFailureException("option -P: cannot write the process id to " + path + " (" + e + ")");
    }
  }

  /** Whether a process has written its id. */
  boolean holds(long pid) throws IOException {
    return path != null && Files.isRegularFile(path) && Files.readString(path).strip().equals(String.valueOf(pid));
  }
}
