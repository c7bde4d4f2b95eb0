package org.eyas.driver.ptrace.event;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.eyas.driver.ptrace.kernel.TracerSystemCalls;
import org.eyas.driver.ptrace.proc.FileAttributes;
import org.eyas.driver.ptrace.proc.ProcFileText;
import org.eyas.driver.ptrace.proc.ProcPath;
import org.eyas.driver.ptrace.proc.ThreadProcFolders;

/**
 * Whether a thread could write to the file of its program, by the rules of the kernel: owner, group, others, capabilities. Used by
 * the tracer's thread only.
 */
final class ExecutableAccess {
  private static final int MAY_WRITE = 2;
  private static final int DAC_OVERRIDE = 1;
  private static final int FOWNER = 3;
  private static final int FILE_SYSTEM_ID = 3; // column of Uid and Gid
  private static final byte[] UID = ProcPath.bytes("Uid:");
  private static final byte[] GID = ProcPath.bytes("Gid:");
  private static final byte[] GROUPS = ProcPath.bytes("Groups:");
  private static final byte[] EFFECTIVE = ProcPath.bytes("CapEff:");
  private static final MemorySegment UID_MAP = ProcPath.name("uid_map");
  private static final MemorySegment GID_MAP = ProcPath.name("gid_map");

  private final ThreadProcFolders folders;
  private final EventThreadFacts thread;
  private final ReadOnlyMounts mounts;
  private final ProcFileText map;
  private final byte[] ownUidMap;
  private final byte[] ownGidMap;

  ExecutableAccess(TracerSystemCalls kernel, ThreadProcFolders folders, EventThreadFacts thread) {
    this.folders = folders;
    this.thread = thread;
    mounts = new ReadOnlyMounts(kernel, folders);
    map = new ProcFileText(kernel);
    int self = (int) ProcessHandle.current().pid();
    ownUidMap = read(self, UID_MAP);
    ownGidMap = read(self, GID_MAP);
    folders.forget(self);
  }

  private byte[] read(int tid, MemorySegment name) {
    map.readAll(folders.of(tid), name);
    return Arrays.copyOf(map.bytes(), map.length());
  }

  boolean isWritable(int tid) {
    FileAttributes file = thread.program().attributes();
    return file.isKnown() && !file.isImmutable() && isPermitted(tid, file) && !mounts.isReadOnly(tid, thread.program());
  }

  private boolean isPermitted(int tid, FileAttributes file) {
    if (thread.status().number(UID, FILE_SYSTEM_ID, -1) == file.uid()) {
      return true; // the owner can change the mode
    }
    boolean isOfGroup =
        thread.status().number(GID, FILE_SYSTEM_ID, -1) == file.gid() || thread.status().contains(GROUPS, file.gid());
    int mode = isOfGroup ? file.mode() >> 3 : file.mode();
    return (mode & MAY_WRITE) != 0 || isPrivileged(tid, file);
  }

  private boolean isPrivileged(int tid, FileAttributes file) {
    long capabilities = thread.status().bits(EFFECTIVE);
    boolean overrides = (capabilities >> DAC_OVERRIDE & 1) != 0;
    boolean owns = (capabilities >> FOWNER & 1) != 0;
    if (!overrides && !owns) {
      return false;
    }
    return isMapped(tid, UID_MAP, ownUidMap, file.uid())
        && (owns || isMapped(tid, GID_MAP, ownGidMap, file.gid()));
  }

  // Capabilities count only for files whose owner exists in the user namespace of the thread. Lines: inside, outside, count.
  private boolean isMapped(int tid, MemorySegment name, byte[] own, int id) {
    map.readAll(folders.of(tid), name);
    if (Arrays.equals(map.bytes(), 0, map.length(), own, 0, own.length)) {
      return true; // the tracer's namespace: it sees the owner
    }
    for (int line = 0; line < map.length(); line = map.endOfLine(line) + 1) {
      int outside = map.nextWord(map.endOfWord(map.nextWord(line)));
      int count = map.nextWord(map.endOfWord(outside));
      long first = map.decimal(outside);
      if (id >= first && id - first < map.decimal(count)) {
        return true;
      }
    }
    return false;
  }
}
