package org.eyas.output.program;

import java.io.IOException;

/** A program that takes lines: one that lasts, or a new one for each line. */
sealed interface AlertProgram permits LastingProgram, ProgramPerAlert {
  /** Hands over a line; may wait for the program. */
  void take(String line) throws IOException;

  /** Starts a lasting program anew. */
  void reopen() throws IOException;

  /** Ends what runs. May be called while {@link #take} waits, which then throws. */
  void close();
}
