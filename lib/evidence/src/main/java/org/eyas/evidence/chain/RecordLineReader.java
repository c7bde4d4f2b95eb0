package org.eyas.evidence.chain;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads files of lines one line at a time, because a record of a year is larger than the memory for it. */
public final class RecordLineReader {
  /** Gets the lines of a file. */
  @FunctionalInterface
  public interface LineReceiver {
    /**
     * Called for each line in the order of the file.
     *
     * @param line the bytes without the newline, at most {@link ChainedLine#MOST_BYTES} of them
     * @param number the number of the line, from 1
     * @param isEnded whether a newline follows; false at most for the last line
     */
    void receive(byte[] line, long number, boolean isEnded);
  }

  private RecordLineReader() {}

  /** Reads a file. */
  public static void read(Path file, LineReceiver receiver) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      long number = 1;
      for (int next = in.read(); next >= 0; next = in.read()) {
        if (next == '\n') {
          receiver.receive(line.toByteArray(), number++, true);
          line.reset();
        } else if (line.size() < ChainedLine.MOST_BYTES) {
          line.write(next);
        }
      }
      if (line.size() > 0) {
        receiver.receive(line.toByteArray(), number, false);
      }
    }
  }
}
