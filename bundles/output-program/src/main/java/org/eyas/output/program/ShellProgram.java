package org.eyas.output.program;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A running program that the shell started, as popen(3) does. Its output goes to the same place as our own. */
final class ShellProgram {
  private final Process process;
  private final long startNanos = System.nanoTime();
  private volatile boolean writing;

  ShellProgram(String commandLine) throws IOException {
    process =
        new ProcessBuilder("/bin/sh", "-c", commandLine)
            .redirectInput(Redirect.PIPE)
            .redirectOutput(Redirect.INHERIT)
            .redirectError(Redirect.INHERIT)
            .start();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long livedNanos() {
    return System.nanoTime() - startNanos;
  }

  /** Writes a line and flushes it. */
  void write(String line) throws IOException {
    writing = true;
    try {
      process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } finally {
      writing = false;
    }
  }

  /**
   * Closes its input and waits until it has ended.
   *
   * @return the exit code
   */
  int finish() throws IOException {
    closeInput();
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the program ran");
    }
  }

  /** Closes its input, waits this long for its end, then kills it and the processes that it started. */
  void end(long millis) {
    if (!writing) {
      closeInput();
      try {
        process.waitFor(millis, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    kill();
  }

  /** The exit code if it ends within this time; -1 if it still runs. */
  int exitCode(long millis) {
    try {
      return process.waitFor(millis, TimeUnit.MILLISECONDS) ? process.exitValue() : -1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  private void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  // If the program has ended, closing may fail: only data that the program did not read is left to flush.
  private void closeInput() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // the caller checks whether it has ended
      return;
    }
  }
}
