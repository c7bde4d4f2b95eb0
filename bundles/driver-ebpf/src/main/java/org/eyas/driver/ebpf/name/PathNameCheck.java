package org.eyas.driver.ebpf.name;

import java.nio.ByteBuffer;
import org.eyas.driver.ebpf.name.SameFileLookup.Answer;
import org.eyas.linux.proc.HostProc;

/**
 * Decides for claims whether the given path is a name of the file. The event loop calls it. If the kernel has the path in memory,
 * the answer comes at once; if the file system has to be asked, the loop waits briefly, and the answer is "no" if that was not
 * long enough.
 */
public final class PathNameCheck implements AutoCloseable {
  private static final int PER_SECOND = 1000; // each takes about 20 microseconds of the loop's time
  private static final long SECOND = 1_000_000_000;

  private final ConfirmedPathCache known;
  private final SameFileLookup memory;
  private final FileSystemLookupQueue fileSystems;
  private long second;
  private int checked;

  /**
   * Starts the thread that asks file systems.
   *
   * @param known the memory of {@link ConfirmedPathCache}
   * @param host the /proc that has the threads of claims
   */
  public PathNameCheck(ByteBuffer known, HostProc host) {
    memory = SameFileLookup.ofMemory(host);
    this.known = new ConfirmedPathCache(known, System.nanoTime());
    fileSystems = new FileSystemLookupQueue(SameFileLookup.ofFileSystems(host)::ask, this.known);
  }

  /** Whether the given path leads to the file. Called on the event loop's thread only. */
  public boolean isName(PathClaim claim, long nowNanos) {
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

  /** Stops writing to the probe's memory. A lookup that still waits for a file system ends by itself. */
  @Override
  public void close() {
    fileSystems.close();
  }
}
