package org.eyas.output.program;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Starts a program for each line and waits until it has ended. */
final class ProgramPerAlert implements OutputProgram {
  private final String commandLine;
  private volatile @Nullable ShellProgram running;
  private volatile boolean closed;

  ProgramPerAlert(String commandLine) {
    this.commandLine = commandLine;
  }

  @Override
  public void write(String line) throws IOException {
    if (closed) {
      throw new IOException("the output was switched off");
    }
    ShellProgram program = new ShellProgram(commandLine);
    running = program;
    try {
      writeTo(program, line);
      int code = program.finish();
      if (code != 0) {
        throw new IOException("'" + commandLine + "' (program_output.program) ended with exit code " + code);
      }
    } finally {
      running = null;
    }
  }

  // A program that does not read its input has not failed; its exit code decides.
  private void writeTo(ShellProgram program, String line) throws IOException {
    try {
      program.write(line);
    } catch (IOException e) {
      if (closed) {
        throw e;
      }
    }
  }

  @Override
  public void reopen() {}

  @Override
  public void close() {
    closed = true;
    ShellProgram program = running;
    if (program != null) {
      program.end(0);
    }
  }
}
