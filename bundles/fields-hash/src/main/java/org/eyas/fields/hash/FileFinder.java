package org.eyas.fields.hash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.eyas.api.data.Bytes;
import org.eyas.linux.libc.OpenedPath;
import org.jspecify.annotations.Nullable;

/**
 * Finds files of processes without opening them for reading. The kind of a file system is found out before anything is asked of it:
 * a file system of a user can delay an answer for ever. Two threads may call it.
 */
final class FileFinder {
  private final Path proc;
  private final MountTable mounts;

  /** @param proc the /proc of the host */
  FileFinder(Path proc) {
    this.proc = proc;
    mounts = new MountTable(proc);
  }

  /** The file to which a link in the folder of a process leads; null if there is none. */
  @Nullable
  FoundFile link(long pid, String name) throws IOException, HashFailureException {
    OpenedPath file = open(pid, name);
    return file == null ? null : FoundFile.of(file, kindOf(file, pid));
  }

  /** The same for a file that is known to be a memfd: its mount is in no table. */
  @Nullable
  FoundFile memoryLink(long pid, String name) throws IOException, HashFailureException {
    OpenedPath file = open(pid, name);
    return file == null ? null : FoundFile.of(file, MountKind.VOLATILE);
  }

  /** The file to which a path leads in the root directory of a process. */
  FoundFile path(long pid, Bytes path) throws IOException, HashFailureException {
    try (OpenedPath root = path.isPresent() && path.length() > 1 && path.at(0) == '/' ? open(pid, "root") : null) {
      if (root == null) {
        throw new HashFailureException(HashFailure.GONE);
      }
      OpenedPath file = root.below(path.toString().substring(1));
      return FoundFile.of(file, kindOf(file, pid));
    } catch (NoSuchFileException e) {
      throw new HashFailureException(HashFailure.GONE);
    }
  }

  /** Whether the link of a process still names a path; that of a deleted file has a suffix. */
  boolean isNamed(long pid, String name, Bytes path) {
    try {
      return Files.readSymbolicLink(folder(pid).resolve(name)).toString().equals(path.toString());
    } catch (IOException e) {
      return false;
    }
  }

  private Path folder(long pid) {
    return proc.resolve(Long.toString(pid));
  }

  private @Nullable OpenedPath open(long pid, String name) throws IOException {
    try {
      return OpenedPath.of(folder(pid).resolve(name));
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private MountKind kindOf(OpenedPath file, long pid) throws IOException {
    return mounts.kindOf(file.mount(), pid);
  }
}
