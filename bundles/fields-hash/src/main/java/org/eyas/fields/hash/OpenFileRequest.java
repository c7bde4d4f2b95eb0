package org.eyas.fields.hash;

import java.io.IOException;
import org.eyas.api.data.Text;
import org.eyas.api.process.Attachments;
import org.eyas.api.process.FdInfo;
import org.eyas.api.process.FdType;
import org.eyas.api.process.ProcessInfo;
import org.jspecify.annotations.Nullable;

/** The file to which the descriptor of an event refers. Its content is that of the moment in which it is read. */
final class OpenFileRequest extends HashRequest {
  /** The number of the event in its source. */
  final long sequence;

  /** The request before this one of the same process; null if it is forgotten. */
  @Nullable OpenFileRequest before;

  private final long tid;
  private final String link;
  private final Text path;
  private final long inode;
  private final boolean isMemfd;

  OpenFileRequest(Attachments attachments, ProcessInfo process, FdInfo file, long sequence) {
    super(attachments);
    this.sequence = sequence;
    tid = process.tid();
    link = "fd/" + file.number();
    path = file.name().toText();
    inode = file.inode();
    isMemfd = file.type() == FdType.MEMFD;
  }

  @Override
  @Nullable
  FoundFile byLink(FileFinder finder) throws IOException, HashFailureException {
    FoundFile found = isMemfd ? finder.memoryLink(tid, link) : finder.link(tid, link);
    if (found != null && !isSame(found) && !finder.isNamed(tid, link, path)) {
      found.close();
      return null;
    }
    return found;
  }

  @Override
  FoundFile byPath(FileFinder finder) throws IOException, HashFailureException {
    if (isMemfd) {
      throw new HashFailureException(HashFailure.GONE);
    }
    FoundFile found = finder.path(tid, path);
    if (inode != 0 && !isSame(found)) {
      found.close();
      throw new HashFailureException(HashFailure.GONE);
    }
    return found;
  }

  private boolean isSame(FoundFile found) {
    return inode != 0 && found.identity().inode() == inode;
  }
}
