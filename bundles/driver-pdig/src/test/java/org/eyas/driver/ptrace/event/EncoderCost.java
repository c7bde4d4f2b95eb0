package org.eyas.driver.ptrace.event;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Prints, for each kind of event, how many bytes the encoder allocates for 1,000 events and how many nanoseconds of CPU time an
 * event takes, after the JVM has compiled it: the least of several rounds.
 */
final class EncoderCost {
  private static final int WARM_UP = 15_000;
  private static final int TIMES = 5_000;
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final FakeCaller caller = new FakeCaller();

  private EncoderCost() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("eyas-cost");
    new EncoderCost().measureAll(folder);
    Files.delete(folder);
  }

  private void measureAll(Path folder) throws Exception {
    measure("write", caller.call("write", 5, 1, caller.text("hello"), 5));
    Path file = Files.createFile(folder.resolve("file"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    Files.readString(link); // as the program does that opens it
    try (OpenFile open = OpenFile.of(file)) {
      measure("openat", caller.call("openat", open.fd(), -100, caller.text(file.toString()), 0));
      measure("link", caller.call("openat", open.fd(), -100, caller.text(link.toString()), 0));
    }
    Files.delete(link);
    Files.delete(file);
    measure("mmap", caller.call("mmap", 0));
    measure("clone", caller.call("clone", 17, 0));
    measure("execve", caller.call("execve", -2, caller.text("/nowhere"), caller.numbers(8, caller.text("a"), 0), 0));
    caller.call("execve", 0);
    measure("exec", caller::writeExecuted);
    measure("end", caller::writeEnded);
    try (OpenSocket socket = OpenSocket.connected()) {
      measure("connect", caller.call("connect", 0, socket.fd(), 0, 0));
    }
  }

  private static void measure(String name, FakeCaller call) {
    measure(name, call::write);
  }

  // On a busy machine, the JVM may compile the code seconds later, and until then allocate; what the code itself allocates is there in
  // every round.
  private static void measure(String name, IntSupplier call) {
    write(call, WARM_UP);
    long bytes = Long.MAX_VALUE;
    long nanos = Long.MAX_VALUE;
    long end = System.nanoTime() + LIMIT_NANOS;
    while (bytes > 0 && System.nanoTime() < end) {
      long bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
      long nanosBefore = THREADS.getCurrentThreadCpuTime();
      write(call, TIMES);
      nanos = Math.min(nanos, THREADS.getCurrentThreadCpuTime() - nanosBefore);
      bytes = Math.min(bytes, THREADS.getCurrentThreadAllocatedBytes() - bytesBefore);
    }
    System.out.println(name + " " + bytes / (TIMES / 1_000));
    System.out.println(name + "-ns " + nanos / TIMES);
  }

  private static void write(IntSupplier call, int times) {
    for (int i = 0; i < times; i++) {
      if (call.getAsInt() == 0) {
        throw new AssertionError("there is no event");
      }
    }
  }
}
