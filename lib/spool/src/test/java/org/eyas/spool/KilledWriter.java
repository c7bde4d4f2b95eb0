package org.eyas.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A process that appends numbers to a spool, and prints each one after it was stored and after it was removed, until it is
 * killed.
 */
final class KilledWriter {
  private KilledWriter() {}

  /** @param args the directory, and the number of the first entry */
  public static void main(String[] args) throws IOException {
    Spool spool = Spool.open(Path.of(args[0]), 64 << 20, false);
    for (int number = Integer.parseInt(args[1]);; number++) {
      spool.append(ByteBuffer.allocate(400).putInt(0, number).array());
      say("kept " + number);
      if (number % 3 == 0) {
        int delivered = ByteBuffer.wrap(spool.read(1).getFirst()).getInt();
        say("delivered " + delivered);
        spool.acknowledge(1);
      }
    }
  }

  // One write per line, so that no line is lost in a buffer of the process.
  private static void say(String line) {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    System.out.write(bytes, 0, bytes.length);
    System.out.flush();
  }
}
