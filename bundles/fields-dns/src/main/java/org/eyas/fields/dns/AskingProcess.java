package org.eyas.fields.dns;

import org.jspecify.annotations.Nullable;

/**
 * A process that asks name servers, and the servers that it is configured to ask, as far as they have been read. The thread of a loop
 * calls it, and the thread that reads stores the result.
 */
final class AskingProcess {
  private static final long STALE_NANOS = 60_000_000_000L;
  private static final long SOON_NANOS = 1_000_000_000L;

  private final long pid;
  private final long startNanos;
  private final String cgroup;
  private volatile @Nullable ResolverAddresses servers;
  private long requestedNanos = Long.MIN_VALUE; // in the time of events

  AskingProcess(long pid, long startNanos, String cgroup) {
    this.pid = pid;
    this.startNanos = startNanos;
    this.cgroup = cgroup;
  }

  boolean is(long wanted, long started) {
    return pid == wanted && startNanos == started;
  }

  long pid() {
    return pid;
  }

  String cgroup() {
    return cgroup;
  }

  /**
   * Returns whether the file is to be read, now or again, and notes that it is. A server that the file did not name may be new, so
   * that is checked sooner.
   */
  boolean beginRead(long nanos, long serverHigh, long serverLow) {
    if (requestedNanos != Long.MIN_VALUE) {
      ResolverAddresses known = servers;
      boolean listed = known == null || known.contains(serverHigh, serverLow);
      if (nanos - requestedNanos < (listed ? STALE_NANOS : SOON_NANOS)) {
        return false;
      }
    }
    requestedNanos = nanos;
    return true;
  }

  void setServers(ResolverAddresses read) {
    servers = read;
  }

  /** The servers; null while they have not been read. */
  @Nullable
  ResolverAddresses servers() {
    return servers;
  }
}
