package org.eyas.fields.hash;

import java.io.IOException;
import org.eyas.api.data.Text;
import org.eyas.api.process.Attachments;
import org.eyas.api.process.ExeFile;
import org.eyas.api.process.ProcessInfo;
import org.jspecify.annotations.Nullable;

/**
 * The executable of a process. The link /proc/PID/exe leads to it also if it is deleted, in another mount namespace, or only in
 * memory.
 */
final class ProgramRequest extends HashRequest {
  private final long pid;
  private final long parentPid;
  private final Text path;
  private final ExeFile expected;

  ProgramRequest(Attachments attachments, ProcessInfo process) {
    super(attachments);
    pid = process.pid();
    parentPid = process.ids().ptid();
    path = process.program().exepath().toText();
    expected = process.exeFile();
  }

  @Override
  @Nullable
  FoundFile byLink(FileFinder finder) throws IOException, HashFailureException {
    FoundFile found = expected.fromMemfd() ? finder.memoryLink(pid, "exe") : finder.link(pid, "exe");
    if (found != null && !isExpected(found.identity())) {
      found.close();
      return null;
    }
    return found;
  }

  // For a process that has ended: its parent often has the same root directory. The file must be the very same.
  @Override
  FoundFile byPath(FileFinder finder) throws IOException, HashFailureException {
    if (expected.inode() == 0 || expected.fromMemfd()) {
      throw new HashFailureException(HashFailure.GONE);
    }
    FoundFile found = finder.path(parentPid, path);
    if (found.identity().inode() != expected.inode() || found.identity().changeNanos() != expected.ctimeNanos()) {
      found.close();
      throw new HashFailureException(HashFailure.GONE);
    }
    return found;
  }

  // A program that deletes its file changes the change time, so the time of the content counts, too. Neither time is enough without
  // the number: two files that were written within one tick have the same times.
  private boolean isExpected(HashedFileState there) {
    boolean sameTime = there.changeNanos() == expected.ctimeNanos() || there.writeNanos() == expected.mtimeNanos();
    return expected.inode() == 0 || sameTime && there.inode() == expected.inode();
  }

  // While a program runs, the kernel permits nobody to write to its file. So nobody has a mapping that was writable before the file
  // was read and is so after it: each later change begins with a call or a page fault that sets the change time.
  @Override
  boolean hasExactTimes(MountKind kind) {
    return kind == MountKind.DISK || kind == MountKind.IMAGE && expected.lowerLayer();
  }
}
