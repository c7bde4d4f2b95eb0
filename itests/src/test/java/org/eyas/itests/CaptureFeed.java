package org.eyas.itests;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.eyas.testkit.ScapFiles;

/**
 * A capture in a named pipe, which the program replays as fast as a test feeds it: opens of {@code /f/1}, {@code /f/2} and
 * so on.
 */
final class CaptureFeed implements AutoCloseable {
  /** A replay applies new rules after at most this many events. */
  static final int BATCH = 1_024;

  /** A rule with an alert for each of them: opened /f/1. */
  static final String RULE =
      """
      - rule: opened
        desc: d
        condition: evt.type = openat
        output: opened %evt.arg.name
        priority: WARNING
      """;

  private static final int OPENAT_EXIT = 307;

  private final Path pipe;
  private OutputStream out = OutputStream.nullOutputStream();
  private volatile boolean opened;
  private int events;

  private CaptureFeed(Path pipe) {
    this.pipe = pipe;
  }

  static CaptureFeed in(Path folder) throws IOException, InterruptedException {
    Path pipe = folder.resolve("capture");
    if (new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() != 0) {
      throw new IOException("mkfifo failed");
    }
    return new CaptureFeed(pipe);
  }

  Path pipe() {
    return pipe;
  }

  /** Waits until the program reads. */
  void open(Process program) throws IOException {
    program.onExit().thenRun(this::release);
    out = new FileOutputStream(pipe.toFile());
    opened = true;
    if (!program.isAlive()) {
      throw new IOException("the program ended with " + program.exitValue() + " before it read anything");
    }
    out.write(ScapFiles.current().bytes());
  }

  // Opening a pipe waits for the other end, and nothing interrupts that. A pipe that was deleted must not become a file.
  private void release() {
    if (opened) {
      return;
    }
    try (FileChannel _ = FileChannel.open(pipe, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      TimeUnit.MILLISECONDS.sleep(100);
    } catch (IOException | InterruptedException e) {
      return; // the test has ended and the pipe is deleted
    }
  }

  void feed(int count) throws IOException {
    ScapFiles blocks = new ScapFiles();
    for (int i = 0; i < count; i++) {
      events++;
      blocks.event(0, openat(events));
    }
    out.write(blocks.bytes());
    out.flush();
  }

  int events() {
    return events;
  }

  private static ByteBuffer openat(int number) {
    byte[] name = ("/f/" + number + "\0").getBytes(StandardCharsets.UTF_8);
    int[] sizes = {8, 8, name.length, 4, 4, 4, 8};
    int size = 26 + 2 * sizes.length + 36 + name.length;
    ByteBuffer event = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    event.putLong(1_700_000_000_000_000_000L + number).putLong(42).putInt(size).putShort((short) OPENAT_EXIT);
    event.putInt(sizes.length);
    for (int length : sizes) {
      event.putShort((short) length);
    }
    return event.putLong(5).putLong(-100).put(name).putInt(1).putInt(0).putInt(0).putLong(7).flip();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
