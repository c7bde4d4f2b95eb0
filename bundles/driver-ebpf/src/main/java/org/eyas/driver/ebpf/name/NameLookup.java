package org.eyas.driver.ebpf.name;

import com.sun.jna.LastErrorException;
import org.eyas.driver.ebpf.name.SystemCalls.Identity;

/** Whether two paths lead to the same file, seen from where a thread stands. */
final class NameLookup {
  private static final int EAGAIN = 11;
  private static final String OWN_THREAD = "/proc/thread-self/";

  enum Answer {
    SAME,
    OTHER,
    /** The kernel would have to ask a file system. */
    UNKNOWN
  }

  private final long resolve;

  private NameLookup(long resolve) {
    this.resolve = resolve;
  }

  /** Looks at what the kernel has in memory; never waits. */
  static NameLookup ofMemory() {
    return new NameLookup(SystemCalls.RESOLVE_CACHED);
  }

  /** Asks the file systems: may wait for as long as they want. */
  static NameLookup ofFileSystems() {
    return new NameLookup(0);
  }

  Answer ask(Claim claim) {
    if (isOwnThread(claim)) {
      return Answer.SAME;
    }
    try {
      Identity real = atRoot(claim.thread(), claim.real());
      return real.equals(given(claim)) ? Answer.SAME : Answer.OTHER;
    } catch (LastErrorException e) {
      return e.getErrorCode() == EAGAIN ? Answer.UNKNOWN : Answer.OTHER;
    }
  }

  // /proc/thread-self leads to /proc/PROCESS/task/THREAD: the same files by another way than /proc/THREAD.
  private static boolean isOwnThread(Claim claim) {
    return claim.given().startsWith(OWN_THREAD)
        && claim.real().startsWith("/proc/")
        && claim.real().endsWith("/task/" + claim.thread() + "/" + claim.given().substring(OWN_THREAD.length()));
  }

  private Identity given(Claim claim) {
    String path = ownFolder(claim);
    if (path.startsWith("/proc/" + claim.thread() + "/")) {
      return identity(SystemCalls.AT_FDCWD, path, resolve & ~SystemCalls.RESOLVE_CACHED);
    }
    if (path.startsWith("/")) {
      return atRoot(claim.thread(), path);
    }
    String base = claim.directory() == Claim.CURRENT_DIRECTORY ? "cwd" : "fd/" + claim.directory();
    int directory = SystemCalls.open(SystemCalls.AT_FDCWD, "/proc/" + claim.thread() + "/" + base, 0);
    try {
      return identity(directory, path, resolve);
    } finally {
      SystemCalls.close(directory);
    }
  }

  // What /proc/self and its other names mean for that thread. The engine would find itself there.
  private static String ownFolder(Claim claim) {
    String own = "/proc/" + claim.thread() + "/";
    return claim
        .given()
        .replaceFirst("^/dev/stdin$", "/proc/self/fd/0")
        .replaceFirst("^/dev/stdout$", "/proc/self/fd/1")
        .replaceFirst("^/dev/stderr$", "/proc/self/fd/2")
        .replaceFirst("^/dev/fd/", "/proc/self/fd/")
        .replaceFirst("^/proc/self/", own);
  }

  // A thread that is gone had the engine's own root, or one that nobody can ask any more.
  private Identity atRoot(long thread, String path) {
    int root;
    try {
      root = SystemCalls.open(SystemCalls.AT_FDCWD, "/proc/" + thread + "/root", 0);
    } catch (LastErrorException e) {
      return identity(SystemCalls.AT_FDCWD, path, resolve);
    }
    try {
      return identity(root, path, resolve | SystemCalls.RESOLVE_IN_ROOT);
    } finally {
      SystemCalls.close(root);
    }
  }

  private static Identity identity(int directory, String path, long resolve) {
    int fd = SystemCalls.open(directory, path, resolve);
    try {
      return SystemCalls.identity(fd);
    } finally {
      SystemCalls.close(fd);
    }
  }
}
