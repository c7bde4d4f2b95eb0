package org.eyas.engine.state;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.process.AttachmentKey;
import org.eyas.api.process.FdInfo;
import org.eyas.api.process.ProcessInfo;
import org.jspecify.annotations.Nullable;

/** A thread that is not in the table: only its id is known. */
final class UnknownProcess implements ProcessInfo {
  /** Stands for no thread, such as the parent of the first process. */
  static final UnknownProcess NOBODY = new UnknownProcess();

  private final UnknownFd noFd = new UnknownFd();
  private long tid = -1;

  UnknownProcess numbered(long newTid) {
    tid = newTid;
    return this;
  }

  @Override
  public boolean known() {
    return false;
  }

  @Override
  public long tid() {
    return tid;
  }

  @Override
  public long pid() {
    return -1;
  }

  @Override
  public long ptid() {
    return -1;
  }

  @Override
  public long sid() {
    return -1;
  }

  @Override
  public long vtid() {
    return -1;
  }

  @Override
  public long vpid() {
    return -1;
  }

  @Override
  public long vpgid() {
    return -1;
  }

  @Override
  public long pgid() {
    return -1;
  }

  @Override
  public boolean mainThread() {
    return false;
  }

  @Override
  public ProcessInfo leader() {
    return NOBODY;
  }

  @Override
  public ProcessInfo parent() {
    return NOBODY;
  }

  @Override
  public ProcessInfo byTid(long tid) {
    return NOBODY;
  }

  @Override
  public long threadCount() {
    return 0;
  }

  @Override
  public long childThreadCount() {
    return 0;
  }

  @Override
  public Bytes comm() {
    return Text.EMPTY;
  }

  @Override
  public Bytes exe() {
    return Text.EMPTY;
  }

  @Override
  public Bytes exepath() {
    return Text.EMPTY;
  }

  @Override
  public Bytes rawArgs() {
    return Text.EMPTY;
  }

  @Override
  public int argCount() {
    return 0;
  }

  @Override
  public Bytes args() {
    return Text.EMPTY;
  }

  @Override
  public Bytes cmdline() {
    return Text.EMPTY;
  }

  @Override
  public Bytes rawEnv() {
    return Text.EMPTY;
  }

  @Override
  public Bytes cwd() {
    return Text.EMPTY;
  }

  @Override
  public Bytes root() {
    return Text.EMPTY;
  }

  @Override
  public Bytes rawCgroups() {
    return Text.EMPTY;
  }

  @Override
  public long uid() {
    return ThreadState.UNKNOWN_ID;
  }

  @Override
  public long gid() {
    return ThreadState.UNKNOWN_ID;
  }

  @Override
  public long loginuid() {
    return ThreadState.UNKNOWN_ID;
  }

  @Override
  public long tty() {
    return 0;
  }

  @Override
  public long capPermitted() {
    return 0;
  }

  @Override
  public long capEffective() {
    return 0;
  }

  @Override
  public long capInheritable() {
    return 0;
  }

  @Override
  public long vmSizeKb() {
    return 0;
  }

  @Override
  public long vmRssKb() {
    return 0;
  }

  @Override
  public long vmSwapKb() {
    return 0;
  }

  @Override
  public long majorFaults() {
    return 0;
  }

  @Override
  public long minorFaults() {
    return 0;
  }

  @Override
  public long startNanos() {
    return 0;
  }

  @Override
  public long pidNamespaceStartNanos() {
    return 0;
  }

  @Override
  public long exeInode() {
    return 0;
  }

  @Override
  public long exeCtimeNanos() {
    return 0;
  }

  @Override
  public long exeMtimeNanos() {
    return 0;
  }

  @Override
  public boolean exeWritable() {
    return false;
  }

  @Override
  public boolean exeUpperLayer() {
    return false;
  }

  @Override
  public boolean exeLowerLayer() {
    return false;
  }

  @Override
  public boolean exeFromMemfd() {
    return false;
  }

  @Override
  public long lastSliceNanos() {
    return 0;
  }

  @Override
  public long totalCpuNanos() {
    return 0;
  }

  @Override
  public long fdLimit() {
    return 0;
  }

  @Override
  public long fdCount() {
    return 0;
  }

  @Override
  public FdInfo fd(long number) {
    return noFd.numbered(number);
  }

  @Override
  public void forEachFd(FdVisitor visitor) {}

  @Override
  public @Nullable Object attachment(AttachmentKey<?> key) {
    return null;
  }
}
