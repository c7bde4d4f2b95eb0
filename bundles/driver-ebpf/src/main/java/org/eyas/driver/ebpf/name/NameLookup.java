package org.eyas.driver.ebpf.name;

import com.sun.jna.LastErrorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eyas.driver.ebpf.name.SystemCalls.Identity;

/** Decides whether two paths lead to the same file, from the point of view of a thread (its root and current directory). */
final class NameLookup {
  private static final int EAGAIN = 11;
  private static final Pattern DESCRIPTOR = Pattern.compile("^(/proc/self|/dev)/fd/");
  private static final Pattern SELF = Pattern.compile("/proc/(?:self|thread-self)/(.*)");
  private static final Pattern FOLDER = Pattern.compile("/proc/(\\d+)(?:/task/(\\d+))?/(.*)");
  private static final Pattern OWN =
      Pattern.compile("/proc/" + ProcessHandle.current().pid() + "(?:/task/\\d+)?/(.*)");

  enum Answer {
    SAME,
    OTHER,
    /** Only the file system could tell. */
    UNKNOWN
  }

  private record Found(Identity identity, String path) {}

  private final long resolve;

  private NameLookup(long resolve) {
    this.resolve = resolve;
  }

  /** A lookup in the kernel's memory only; never waits. */
  static NameLookup ofMemory() {
    return new NameLookup(SystemCalls.RESOLVE_CACHED);
  }

  /** A lookup that asks file systems, and may wait for any time. */
  static NameLookup ofFileSystems() {
    return new NameLookup(0);
  }

  Answer ask(Claim claim) {
    Matcher self = SELF.matcher(standard(claim.given()));
    if (self.matches() && isOwnFolder(claim, self.group(1))) {
      return Answer.SAME;
    }
    try {
      Found given = given(claim);
      Matcher own = OWN.matcher(given.path());
      if (own.matches() && isOwnFolder(claim, own.group(1))) {
        return Answer.SAME;
      }
      Identity real = atRoot(claim, claim.real(), NameLookup::find).identity();
      return real.equals(given.identity()) ? Answer.SAME : Answer.OTHER;
    } catch (LastErrorException e) {
      return e.getErrorCode() == EAGAIN ? Answer.UNKNOWN : Answer.OTHER;
    }
  }

  // Paths that lead the engine to its own folder in /proc (/proc/self, /proc/net, /etc/mtab) led the thread to the folder of its
  // process.
  private static boolean isOwnFolder(Claim claim, String below) {
    Matcher real = FOLDER.matcher(claim.real());
    return real.matches()
        && below.equals(real.group(3))
        && isOf(claim.thread(), real.group(1))
        && (real.group(2) == null || real.group(2).equals(String.valueOf(claim.thread())));
  }

  private static boolean isOf(long thread, String process) {
    return process.equals(String.valueOf(thread)) || Files.exists(Path.of("/proc", process, "task", String.valueOf(thread)));
  }

  private Found given(Claim claim) {
    String descriptor = DESCRIPTOR.matcher(standard(claim.given())).replaceFirst("/proc/" + claim.thread() + "/fd/");
    if (descriptor.startsWith("/proc/" + claim.thread() + "/fd/")) {
      return findNamed(SystemCalls.AT_FDCWD, descriptor, 0);
    }
    if (claim.given().startsWith("/")) {
      return atRoot(claim, claim.given(), NameLookup::findNamed);
    }
    String base = claim.directory() == Claim.CURRENT_DIRECTORY ? "cwd" : "fd/" + claim.directory();
    int directory = SystemCalls.open(SystemCalls.AT_FDCWD, "/proc/" + claim.thread() + "/" + base, 0);
    try {
      return findNamed(directory, claim.given(), resolve);
    } finally {
      SystemCalls.close(directory);
    }
  }

  // Links that exist on every Linux.
  private static String standard(String path) {
    if (path.startsWith("/proc/net/")) {
      return "/proc/self" + path.substring("/proc".length());
    }
    return switch (path) {
      case "/proc/mounts", "/etc/mtab" -> "/proc/self/mounts";
      case "/dev/stdin" -> "/dev/fd/0";
      case "/dev/stdout" -> "/dev/fd/1";
      case "/dev/stderr" -> "/dev/fd/2";
      default -> path;
    };
  }

  // If the thread has ended, use the engine's own root: that of the thread was either the same or is no longer known.
  private Found atRoot(Claim claim, String path, Finder finder) {
    int root;
    try {
      root = SystemCalls.open(SystemCalls.AT_FDCWD, "/proc/" + claim.thread() + "/root", 0);
    } catch (LastErrorException e) {
      return finder.find(SystemCalls.AT_FDCWD, path, resolve);
    }
    try {
      return finder.find(root, path, resolve | SystemCalls.RESOLVE_IN_ROOT);
    } finally {
      SystemCalls.close(root);
    }
  }

  /** Looks up a path below a directory. */
  @FunctionalInterface
  private interface Finder {
    Found find(int directory, String path, long resolve);
  }

  // The directories of a path that a program gave must be found by name. Through /proc/PID/root, cwd or fd/N, every file has
  // names that no rule can know: such a path does not count as a name of the file.
  private static Found findNamed(int directory, String path, long resolve) {
    String parent = path.substring(0, path.lastIndexOf('/') + 1);
    if (parent.length() > 1) {
      SystemCalls.close(SystemCalls.open(directory, parent, resolve | SystemCalls.RESOLVE_NO_MAGICLINKS));
    }
    return find(directory, path, resolve);
  }

  private static Found find(int directory, String path, long resolve) {
    int fd = SystemCalls.open(directory, path, resolve);
    try {
      return new Found(SystemCalls.identity(fd), nameOf(fd));
    } finally {
      SystemCalls.close(fd);
    }
  }

  private static String nameOf(int fd) {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/fd/" + fd)).toString();
    } catch (IOException e) {
      return "";
    }
  }
}
