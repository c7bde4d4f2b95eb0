package org.eyas.driver.kmod;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.eyas.api.source.EventSink;

/**
 * Drops the events of this process, and passes on the events of other processes. The module also records the system
 * calls of its reader. Without this filter, an alert that is written to a file causes an event, which can cause an
 * alert. (The probe of driver-ebpf leaves these events out in the kernel.)
 *
 * <p>The first event of a thread is the end of the clone that made it; it contains the id of the process. The last
 * event of a thread is its exit. Because events can be lost, the threads are also read from /proc once per second. A
 * thread that is no longer there counts as a thread of this process for another second. The loop's thread makes all
 * calls.
 */
final class OwnEventFilter implements EventSink {
  private static final long REFRESH_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int CLONE_EXIT = 223;
  private static final int CLONE3_EXIT = 335;
  private static final int THREAD_EXIT = 186;
  private static final int TID_AT = 8;
  private static final int TYPE_AT = 20;
  private static final int COUNT_AT = 22;
  private static final int HEADER = 26;
  private static final int RESULT = 0; // parameters of an exit event of clone
  private static final int PROCESS = 4;
  private static final long UNKNOWN = -1;

  private final Path self;
  private final long process;
  private BitSet own = new BitSet();
  private BitSet foundBefore = new BitSet();
  private EventSink into = (cpu, memory, offset, length) -> {};
  private long readNanos;
  private long passed;

  /**
   * @param proc the /proc of the host, whose ids events contain
   * @param ownPid the id of this process there; if it is not known, all events are passed on
   */
  OwnEventFilter(Path proc, OptionalLong ownPid) {
    self = proc.resolve("self");
    process = ownPid.orElse(UNKNOWN);
    read(System.nanoTime());
  }

  /** Sets the receiver. To be called before each batch. */
  void setReceiver(EventSink sink, long nowNanos) {
    into = sink;
    if (nowNanos - readNanos > REFRESH_NANOS) {
      read(nowNanos);
    }
  }

  private void read(long nowNanos) {
    readNanos = nowNanos;
    if (process == UNKNOWN) {
      return;
    }
    BitSet found = new BitSet();
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(self.resolve("task"))) {
      threads.forEach(thread -> found.set(Integer.parseInt(thread.getFileName().toString())));
      found(found);
    } catch (IOException | DirectoryIteratorException | NumberFormatException e) {
      own.set((int) process); // the threads are then known by their events alone
    }
  }

  // Events of threads that ended since the last look may still be in the rings.
  private void found(BitSet threads) {
    BitSet recent = foundBefore;
    recent.and(own); // without those whose exit was read
    own = (BitSet) threads.clone();
    own.or(recent);
    foundBefore = threads;
  }

  /** The number of events passed on. */
  long passed() {
    return passed;
  }

  @Override
  public void onEvent(int cpu, ByteBuffer memory, int offset, int length) {
    int thread = memory.getInt(offset + TID_AT) & Integer.MAX_VALUE;
    int type = memory.getShort(offset + TYPE_AT) & 0xffff;
    if ((type == CLONE_EXIT || type == CLONE3_EXIT) && number(memory, offset, RESULT) == 0) {
      own.set(thread, number(memory, offset, PROCESS) == process);
    }
    if (!own.get(thread)) {
      passed++;
      into.onEvent(cpu, memory, offset, length);
    } else if (type == THREAD_EXIT) {
      own.clear(thread);
    }
  }

  private static long number(ByteBuffer memory, int event, int param) {
    int count = memory.getInt(event + COUNT_AT);
    int at = event + HEADER + Short.BYTES * count;
    for (int i = 0; i < param; i++) {
      at += memory.getShort(event + HEADER + Short.BYTES * i) & 0xffff;
    }
    return memory.getLong(at);
  }
}
