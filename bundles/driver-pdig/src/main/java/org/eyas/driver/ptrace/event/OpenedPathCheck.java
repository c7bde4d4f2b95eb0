package org.eyas.driver.ptrace.event;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.eyas.driver.ptrace.kernel.TracerSystemCalls;
import org.eyas.driver.ptrace.proc.FileAttributes;
import org.eyas.driver.ptrace.proc.OpenDescriptors;
import org.eyas.driver.ptrace.proc.PathLookup;
import org.eyas.driver.ptrace.proc.ProcFileText;
import org.eyas.driver.ptrace.proc.ProcPath;
import org.eyas.driver.ptrace.proc.ThreadProcFolders;
import org.eyas.recipe.RecipeStep;

/**
 * Checks whether the path that an open was given is a name of the file that it opened. Another thread may have changed the path
 * in memory between the call and its return. Used by the tracer's thread only.
 */
final class OpenedPathCheck {
  private static final MemorySegment CURRENT = ProcPath.name("cwd");

  private final TracerSystemCalls kernel;
  private final ThreadProcFolders folders;
  private final OpenDescriptors descriptors;
  private final PathLookup lookup;
  private final LinkTarget real;
  private final RootedPath rooted;
  private final ProcFileText base;
  private final FileAttributes opened;
  private final FileAttributes given;
  private final byte[] path = new byte[4096];
  private int entry;
  private int directory;
  private int numbers;

  OpenedPathCheck(TracerSystemCalls kernel, ThreadProcFolders folders, OpenDescriptors descriptors, PathLookup lookup,
      FileAttributes opened) {
    this.kernel = kernel;
    this.folders = folders;
    this.descriptors = descriptors;
    this.lookup = lookup;
    real = new LinkTarget(kernel);
    rooted = new RootedPath(kernel, folders);
    base = new ProcFileText(kernel);
    this.opened = opened;
    given = new FileAttributes(kernel);
  }

  /** Called when another event begins: no file is known, and there is nothing to check. */
  void reset() {
    opened.forget();
    entry = 0;
  }

  /**
   * Requests the check of the event, if its call succeeded.
   *
   * @param step its parameters are the place of the recipe of the call's entry, and the bytes that both events have after the path
   */
  void expect(EventDraft event, RecipeStep step) {
    if (event.result() < 0) {
      return;
    }
    entry = step.first();
    numbers = step.second() / 4;
    directory = step.arg() == RecipeStep.RESULT ? TracerSystemCalls.AT_FDCWD : (int) event.argument(step.arg());
  }

  /** The place of the recipe of the entry; 0 if nothing is to be checked. */
  int entry() {
    return entry;
  }

  /** Whether the last text of the event is a name of the file, or the file has no path. */
  boolean isName(EventDraft event) {
    int tid = event.tid();
    int fd = (int) event.result();
    if (!opened.isKnown()) {
      return true; // another thread has closed it
    }
    real.read(descriptors.folder(tid), descriptors.name(fd), opened.isLinked());
    int length = event.pathLength();
    if (!real.isPath() || length < 2) {
      return !real.isPath();
    }
    event.buffer().get(event.path(), path, 0, length);
    return isReal(length - 1) || isRealBelow(tid, length - 1) || leadsToFile(event, length);
  }

  // A relative path without links and dots: the real path is that of the directory and the given one.
  private boolean isRealBelow(int tid, int length) {
    int end = real.length() - length - 1;
    if (path[0] == '/' || end <= 0 || real.bytes()[real.from() + end] != '/') {
      return false;
    }
    readDirectory(tid);
    int from = real.from();
    return Arrays.equals(base.bytes(), 0, base.length(), real.bytes(), from, from + end)
        && Arrays.equals(path, 0, length, real.bytes(), from + end + 1, from + real.length());
  }

  private void readDirectory(int tid) {
    if (directory == TracerSystemCalls.AT_FDCWD) {
      base.readLink(folders.of(tid), CURRENT);
    } else {
      base.readLink(descriptors.folder(tid), descriptors.name(directory));
    }
  }

  private boolean isReal(int length) {
    return Arrays.equals(path, 0, length, real.bytes(), real.from(), real.from() + real.length());
  }

  private boolean leadsToFile(EventDraft event, int length) {
    int fd = lookup.open(event.pid(), event.tid(), directory, path, length);
    if (fd < 0) {
      return false;
    }
    boolean isSame = given.lookUp(fd) && given.inode() == opened.inode() && given.device() == opened.device();
    kernel.close(fd);
    return isSame;
  }

  /**
   * Writes the parameters of the call's entry: the directory if it has one, the real path of the file as the thread sees it, and
   * the numbers that follow the path in the event of the exit.
   */
  void putEntry(EventDraft exit, EventDraft entryEvent, int parameters) {
    if (parameters > numbers + 1) {
      entryEvent.putLong(directory);
    }
    rooted.put(entryEvent, real);
    int at = exit.path() + exit.pathLength();
    for (int i = 0; i < numbers; i++) {
      entryEvent.putInt(exit.buffer().getInt(at + 4 * i));
    }
  }
}
