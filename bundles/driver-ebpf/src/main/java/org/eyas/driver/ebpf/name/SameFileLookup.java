package org.eyas.driver.ebpf.name;

import com.sun.jna.LastErrorException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eyas.driver.ebpf.name.PathSystemCalls.Identity;
import org.eyas.linux.proc.HostProc;

/** Decides whether two paths lead to the same file, from the point of view of a thread (its root and current directory). */
final class SameFileLookup {
  private static final int EAGAIN = 11;
  private static final Pattern DESCRIPTOR = Pattern.compile("^(/proc/self|/dev)/fd/");
  private static final Pattern SELF = Pattern.compile("/proc/(?:self|thread-self)/(.*)");
  private static final Pattern FOLDER = Pattern.compile("/proc/(\\d+)(?:/task/(\\d+))?/(.*)");

  enum Answer {
    SAME,
    OTHER,
    /** The answer is not in the kernel's memory; only the file system has it. */
    UNKNOWN
  }

  private record Found(Identity identity, String path) {}

  private final long resolve;
  private final HostProc host;
  private final Pattern own;

  private SameFileLookup(long resolve, HostProc host) {
    this.resolve = resolve;
    this.host = host;
    own = Pattern.compile("/proc/" + host.ownPid().orElse(-1) + "(?:/task/\\d+)?/(.*)");
  }

  /** A lookup in the kernel's memory only; never waits. */
  static SameFileLookup ofMemory(HostProc host) {
    return new SameFileLookup(PathSystemCalls.RESOLVE_CACHED, host);
  }

  /** A lookup that asks file systems, and may wait for any time. */
  static SameFileLookup ofFileSystems(HostProc host) {
    return new SameFileLookup(0, host);
  }

  Answer ask(PathClaim claim) {
    if (host.ownPid().isEmpty()) {
      return Answer.OTHER; // the thread's folder may be that of another thread
    }
    Matcher self = SELF.matcher(standard(claim.given()));
    if (self.matches() && isOwnFolder(claim, self.group(1))) {
      return Answer.SAME;
    }
    try {
      Found given = given(claim);
      Matcher found = own.matcher(given.path());
      if (found.matches() && isOwnFolder(claim, found.group(1))) {
        return Answer.SAME;
      }
      Identity real = atRoot(claim, claim.real(), SameFileLookup::find).identity();
      return real.equals(given.identity()) ? Answer.SAME : Answer.OTHER;
    } catch (LastErrorException e) {
      return e.getErrorCode() == EAGAIN ? Answer.UNKNOWN : Answer.OTHER;
    }
  }

  // Paths that lead the engine to its own folder in /proc (/proc/self, /proc/net, /etc/mtab) led the thread to the folder of its
  // process.
  private boolean isOwnFolder(PathClaim claim, String below) {
    Matcher real = FOLDER.matcher(claim.real());
    return real.matches()
        && below.equals(real.group(3))
        && isOf(claim.thread(), real.group(1))
        && (real.group(2) == null || real.group(2).equals(String.valueOf(claim.thread())));
  }

  private boolean isOf(long thread, String process) {
    return process.equals(String.valueOf(thread)) || Files.exists(host.folder().resolve(process + "/task/" + thread));
  }

  private Found given(PathClaim claim) {
    String descriptor = DESCRIPTOR.matcher(standard(claim.given())).replaceFirst("/proc/" + claim.thread() + "/fd/");
    if (descriptor.startsWith("/proc/" + claim.thread() + "/fd/")) {
      return findNamed(PathSystemCalls.AT_FDCWD, host.folder() + descriptor.substring("/proc".length()), 0);
    }
    if (claim.given().startsWith("/")) {
      return atRoot(claim, claim.given(), SameFileLookup::findNamed);
    }
    String base = claim.directory() == PathClaim.CURRENT_DIRECTORY ? "cwd" : "fd/" + claim.directory();
    int directory = open(claim.thread() + "/" + base);
    try {
      return findNamed(directory, claim.given(), resolve);
    } finally {
      PathSystemCalls.close(directory);
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

  // If the thread has ended, use the root of the host: that of the thread was either the same or is no longer known.
  private Found atRoot(PathClaim claim, String path, Finder finder) {
    int root = root(claim.thread());
    try {
      return finder.find(root, path, resolve | PathSystemCalls.RESOLVE_IN_ROOT);
    } finally {
      PathSystemCalls.close(root);
    }
  }

  private int root(long thread) {
    try {
      return open(thread + "/root");
    } catch (LastErrorException e) {
      return PathSystemCalls.open(PathSystemCalls.AT_FDCWD, host.root().toString(), 0);
    }
  }

  private int open(String ofProcess) {
    return PathSystemCalls.open(PathSystemCalls.AT_FDCWD, host.folder() + "/" + ofProcess, 0);
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
      PathSystemCalls.close(PathSystemCalls.open(directory, parent, resolve | PathSystemCalls.RESOLVE_NO_MAGICLINKS));
    }
    return find(directory, path, resolve);
  }

  private static Found find(int directory, String path, long resolve) {
    int fd = PathSystemCalls.open(directory, path, resolve);
    try {
      return new Found(PathSystemCalls.identity(fd), nameOf(fd));
    } finally {
      PathSystemCalls.close(fd);
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
