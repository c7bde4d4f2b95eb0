package org.eyas.driver.ebpf.name;

import java.nio.ByteBuffer;
import org.eyas.driver.ebpf.name.NameLookup.Answer;

/**
 * Says of claims whether the given path is a name of the file. The event loop asks: what the kernel has in memory is
 * answered at once; what a file system must be asked for is waited for a moment, and is "no" where that is too short.
 */
public final class NameCheck implements AutoCloseable {
  private static final int PER_SECOND = 1000; // each takes some 20 microseconds of the loop
  private static final long SECOND = 1_000_000_000;

  private final KnownNames known;
  private final NameLookup memory = NameLookup.ofMemory();
  private final FileSystemQuestions fileSystems;
  private long second;
  private int checked;

  /**
   * Begins to ask.
   *
   * @param known memory of the probe's
   */
  public NameCheck(ByteBuffer known) {
    this.known = new KnownNames(known, System.nanoTime());
    fileSystems = new FileSystemQuestions(NameLookup.ofFileSystems()::ask, this.known);
  }

  /** Whether the given path leads to the file. From the event loop's thread only. */
  public boolean isName(Claim claim, long nowNanos) {
    known.forgetOld(nowNanos);
    if (isTooOften(nowNanos)) {
      return false;
    }
    Answer answer = memory.ask(claim);
    if (answer == Answer.UNKNOWN) {
      return fileSystems.ask(claim) == Answer.SAME;
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
      fileSystems.newSecond();
    }
    return checked++ >= PER_SECOND;
  }

  /** Nothing is written any more. A lookup that still waits for a file system ends by itself. */
  @Override
  public void close() {
    fileSystems.close();
  }
}
