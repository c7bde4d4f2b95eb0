package org.eyas.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A second process that continues in the background after the first one ends ({@code -d}): in its own session, without input
 * and output. A JVM cannot fork, so the start script is run again.
 */
final class BackgroundProcess {
  private static final String MARK = "EYAS_IN_BACKGROUND";
  private static final Path SETSID = Path.of("/usr/bin/setsid");
  private static final long LIMIT_SECONDS = 10;

  private BackgroundProcess() {}

  /** Whether this process is the one in the background, which option -d has started. */
  static boolean isBackgroundProcess() {
    return System.getenv(MARK) != null;
  }

  /**
   * Starts the second process and waits until that process has written its id.
   *
   * @return the exit code of the first one
   */
  static int start(Path home, String[] args, PidFile pidFile) throws IOException, InterruptedException, CommandFailureException {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(SETSID)) {
      command.add(SETSID.toString());
    }
    command.add(home.resolve("bin/eyas").toString());
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command);
    File nothing = new File("/dev/null");
    builder.redirectInput(nothing).redirectOutput(nothing).redirectError(nothing);
    builder.environment().put(MARK, "1");
    return await(builder.start(), pidFile);
  }

  private static int await(Process process, PidFile pidFile) throws IOException, InterruptedException, CommandFailureException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
    while (process.isAlive() && !pidFile.holds(process.pid()) && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    // A short replay may have ended successfully by now.
    if (pidFile.holds(process.pid()) || !process.isAlive() && process.exitValue() == 0) {
      return 0;
    }
    process.destroy();
    throw new CommandFailureException("option -d: the background process did not start; run without -d to see why");
  }
}
