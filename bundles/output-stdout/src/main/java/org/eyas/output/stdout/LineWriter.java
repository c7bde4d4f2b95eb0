package org.eyas.output.stdout;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes whole lines in UTF-8, and throws if the reader is gone. */
final class LineWriter {
  private final OutputStream out;
  private final boolean unbuffered;

  LineWriter(OutputStream out, boolean unbuffered) {
    this.out = new BufferedOutputStream(out, 64 * 1024);
    this.unbuffered = unbuffered;
  }

  void write(String line, boolean endOfBatch) throws IOException {
    out.write(line.getBytes(StandardCharsets.UTF_8));
    out.write('\n');
    if (unbuffered || endOfBatch) {
      out.flush();
    }
  }
}
