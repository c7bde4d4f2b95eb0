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
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eyas.testkit.scap.ScapFileBuilder;

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
  private static final int EXECVE_EXIT = 293;
  private static final byte[] NOTHING = {};
  /** How long a program may take to open its capture; a busy machine needs a minute. */
  private static final int LIMIT_MINUTES = 3;

  private final Path pipe;
  private OutputStream out = OutputStream.nullOutputStream();
  private volatile boolean opened;
  private volatile boolean released;
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
    open(program, LIMIT_MINUTES, TimeUnit.MINUTES);
  }

  void open(Process program, long limit, TimeUnit unit) throws IOException {
    program.onExit().completeOnTimeout(program, limit, unit).thenRunAsync(this::release);
    try {
      out = new FileOutputStream(pipe.toFile());
    } finally {
      opened = true;
    }
    if (!program.isAlive()) {
      throw new IOException("the program ended with " + program.exitValue() + " before it read anything");
    }
    if (released) {
      throw new IOException("the program has not opened " + pipe + " within " + limit + " " + unit);
    }
    out.write(ScapFileBuilder.current().bytes());
  }

  // Opening a pipe waits for the other end, and nothing interrupts that: the pipe gets one, for as long as it takes, because the
  // program can end before the pipe is opened here. A pipe that was deleted must not become a file.
  private void release() {
    if (opened) {
      return;
    }
    released = true;
    try (FileChannel _ = FileChannel.open(pipe, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      while (!opened) {
        TimeUnit.MILLISECONDS.sleep(10);
      }
    } catch (IOException | InterruptedException e) {
      return; // the test has ended and the pipe is deleted
    }
  }

  void feed(int count) throws IOException {
    ScapFileBuilder blocks = new ScapFileBuilder();
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

  /** The thread that opens the files starts a program in a cgroup. */
  void feedProgram(String cgroup) throws IOException {
    feedPrograms(cgroup, 1);
  }

  void feedPrograms(String cgroup, int count) throws IOException {
    ScapFileBuilder blocks = new ScapFileBuilder();
    for (int i = 0; i < count; i++) {
      blocks.event(0, execve(cgroup));
    }
    out.write(blocks.bytes());
    out.flush();
  }

  private static ByteBuffer openat(int number) {
    return event(
        number, OPENAT_EXIT, number(8, 5), number(8, -100), text("/f/" + number), number(4, 1), number(4, 0), number(4, 0),
        number(8, 7));
  }

  // The parameters are those of the current schema.
  private ByteBuffer execve(String cgroup) {
    return event(
        events, EXECVE_EXIT, number(8, 0), text("/bin/opener"), NOTHING, number(8, 42), number(8, 42), number(8, 1), text("/"),
        number(8, 1024), number(8, 0), number(8, 0), number(4, 0), number(4, 0), number(4, 0), text("opener"),
        text("cpu=" + cgroup), NOTHING, number(4, 0), number(8, 42), number(4, -1), number(4, 0), number(8, 0), number(8, 0),
        number(8, 0), number(8, 0), number(8, 0), number(8, 0), number(4, 0), text("/bin/opener"), number(8, 42), number(4, 0),
        text("/bin/opener"));
  }

  private static ByteBuffer event(int number, int code, byte[]... params) {
    int size = 26 + Stream.of(params).mapToInt(param -> 2 + param.length).sum();
    ByteBuffer event = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    event.putLong(1_700_000_000_000_000_000L + number).putLong(42).putInt(size).putShort((short) code);
    event.putInt(params.length);
    for (byte[] param : params) {
      event.putShort((short) param.length);
    }
    for (byte[] param : params) {
      event.put(param);
    }
    return event.flip();
  }

  private static byte[] text(String text) {
    return (text + "\0").getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] number(int size, long value) {
    return Arrays.copyOf(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array(), size);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
