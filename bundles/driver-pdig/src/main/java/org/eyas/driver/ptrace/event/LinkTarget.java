package org.eyas.driver.ptrace.event;

import java.lang.foreign.MemorySegment;
import org.eyas.driver.ptrace.kernel.TracerSystemCalls;
import org.eyas.driver.ptrace.proc.ProcFileText;
import org.eyas.driver.ptrace.proc.ProcPath;

/**
 * The path of an open file, as a link of {@code /proc} shows it, without the kernel's additions for human readers. Used
 * by the tracer's thread only.
 */
final class LinkTarget {
  private static final byte[] DELETED = ProcPath.bytes(" (deleted)");
  private static final byte[] MEMFD = ProcPath.bytes("/memfd:");

  private final ProcFileText text;
  private int from;
  private int length;

  LinkTarget(TracerSystemCalls kernel) {
    text = new ProcFileText(kernel);
  }

  /**
   * Reads a link below an open folder.
   *
   * @param isLinked false if the file has no name any more: the kernel then appends a remark to the path
   */
  void read(int folder, MemorySegment link, boolean isLinked) {
    text.readLink(folder, link);
    from = isMemfd() ? 1 : 0; // the name of a memfd has no folder
    length = text.length() - from;
    if (!isLinked && text.endsWith(DELETED)) {
      length -= DELETED.length;
    }
  }

  /** Whether the file is in memory only (memfd_create). */
  boolean isMemfd() {
    return text.startsWith(MEMFD);
  }

  /** Whether the target is a path, and not the name of a pipe, a socket or a memfd. */
  boolean isPath() {
    return length > 0 && text.bytes()[from] == '/';
  }

  byte[] bytes() {
    return text.bytes();
  }

  int from() {
    return from;
  }

  int length() {
    return length;
  }

  /** Writes the path with a zero byte; empty if the link could not be read. */
  void put(EventDraft event) {
    if (length <= 0) {
      event.putEmpty();
      return;
    }
    bytes()[from + length] = 0;
    event.putBytes(bytes(), from, length + 1);
  }
}
