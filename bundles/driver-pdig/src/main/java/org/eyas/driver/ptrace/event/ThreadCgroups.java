package org.eyas.driver.ptrace.event;

import java.lang.foreign.MemorySegment;
import org.eyas.driver.ptrace.kernel.TracerSystemCalls;
import org.eyas.driver.ptrace.proc.ProcFileText;
import org.eyas.driver.ptrace.proc.ProcPath;
import org.eyas.driver.ptrace.proc.ThreadProcFolders;

/**
 * Writes the cgroups of a thread: entries {@code controller=path}, each with a zero byte, in the order of the kernel's
 * controllers. Used by the tracer's thread only.
 */
final class ThreadCgroups {
  private static final MemorySegment FILE = ProcPath.name("cgroup");
  private static final byte[] UNIFIED = ProcPath.bytes("0::");
  private static final byte[][] CONTROLLERS =
      {
          ProcPath.bytes("cpuset"), ProcPath.bytes("cpu"), ProcPath.bytes("cpuacct"), ProcPath.bytes("io"),
          ProcPath.bytes("memory")};
  private static final byte[] OLD_IO = ProcPath.bytes("blkio");

  private final ThreadProcFolders folders;
  private final ProcFileText text;
  private final byte[] written = new byte[8 << 10];
  private int length;

  ThreadCgroups(TracerSystemCalls kernel, ThreadProcFolders folders) {
    this.folders = folders;
    text = new ProcFileText(kernel);
  }

  void put(EventDraft event) {
    text.read(folders.of(event.tid()), FILE);
    length = 0;
    for (byte[] controller : CONTROLLERS) {
      int path = pathOf(controller);
      if (path >= 0) {
        append(controller, 0, controller.length);
        append((byte) '=');
        append(text.bytes(), path, endOfLine(path) - path);
        append((byte) 0);
      }
    }
    event.putBytes(written, 0, length);
  }

  private void append(byte[] from, int offset, int count) {
    int fitting = Math.min(count, written.length - 1 - length);
    System.arraycopy(from, offset, written, length, fitting);
    length += fitting;
  }

  private void append(byte value) {
    if (length < written.length) {
      written[length++] = value;
    }
  }

  private int endOfLine(int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  // Where the path begins in "5:cpu,cpuacct:/path"; a controller that no line names belongs to the unified hierarchy "0::/path".
  private int pathOf(byte[] controller) {
    byte[] name = controller.length == 2 ? OLD_IO : controller;
    int unified = -1;
    for (int line = 0; line < text.length(); line = endOfLine(line) + 1) {
      int names = text.indexOf(':', line) + 1;
      int path = text.indexOf(':', names) + 1;
      if (text.isAt(line, UNIFIED)) {
        unified = path;
      } else if (isNamed(name, names, path - 1)) {
        return path;
      }
    }
    return unified;
  }

  private boolean isNamed(byte[] name, int from, int to) {
    for (int at = from; at + name.length <= to; at++) {
      boolean begins = at == from || text.bytes()[at - 1] == ',';
      int end = at + name.length;
      if (begins && text.isAt(at, name) && (end == to || text.bytes()[end] == ',')) {
        return true;
      }
    }
    return false;
  }
}
