package org.eyas.output.program;

import java.io.IOException;

/** A program that receives lines on its standard input: one program for all lines, or a new one for each line. */
sealed interface OutputProgram permits LongRunningProgram, ProgramPerAlert {
  /** Passes a line to the program. May wait for the program. */
  void write(String line) throws IOException;

  /** Restarts a program that receives all lines. */
  void reopen() throws IOException;

  /** Stops the program. May be called while {@link #write} waits, which then throws. */
  void close();
}
