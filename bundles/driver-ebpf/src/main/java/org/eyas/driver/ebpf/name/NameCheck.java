package org.eyas.driver.ebpf.name;

import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.eyas.driver.ebpf.name.NameLookup.Answer;

/**
 * Says of claims whether the given path is a name of the file. The event loop asks: what the kernel has in memory is
 * answered at once, what a file system must be asked for is "no" for now, and a thread of its own asks for the next time.
 */
public final class NameCheck implements AutoCloseable {
  private static final int WAITING = 256;
  private static final int PER_SECOND = 1000; // each takes some 20 microseconds of the loop
  private static final long SECOND = 1_000_000_000;

  private final KnownNames known;
  private final NameLookup memory = NameLookup.ofMemory();
  private final BlockingQueue<Claim> waiting = new ArrayBlockingQueue<>(WAITING);
  private final Thread asking;
  private long second;
  private int checked;
  private volatile boolean open = true;

  /**
   * Begins to ask.
   *
   * @param known memory of the probe's
   */
  public NameCheck(ByteBuffer known) {
    this.known = new KnownNames(known, System.nanoTime());
    asking = Thread.ofPlatform().daemon().name("ebpf-names").start(this::ask);
  }

  /** Whether the given path leads to the file. From the event loop's thread only. */
  public boolean isName(Claim claim, long nowNanos) {
    known.forgetOld(nowNanos);
    if (isTooOften(nowNanos)) {
      return false;
    }
    Answer answer = memory.ask(claim);
    if (answer == Answer.UNKNOWN) {
      waiting.offer(claim);
    }
    if (answer == Answer.SAME) {
      known.add(claim.hash());
    }
    return answer == Answer.SAME;
  }

  private boolean isTooOften(long nowNanos) {
    if (nowNanos - second > SECOND) {
      second = nowNanos;
      checked = 0;
    }
    return checked++ >= PER_SECOND;
  }

  private void ask() {
    NameLookup lookup = NameLookup.ofFileSystems();
    try {
      while (open) {
        Claim claim = waiting.take();
        boolean same = lookup.ask(claim) == Answer.SAME;
        synchronized (this) { // the memory goes away with the probe
          if (same && open) {
            known.add(claim.hash());
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the end
    }
  }

  /** Nothing is written any more. A lookup that still waits for a file system ends by itself. */
  @Override
  public void close() {
    synchronized (this) {
      open = false;
    }
    asking.interrupt();
  }
}
