package org.eyas.engine.state.process;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.process.AttachmentKey;
import org.eyas.api.process.Credentials;
import org.eyas.api.process.ExeFile;
import org.eyas.api.process.FdInfo;
import org.eyas.api.process.ProcessDescriptors;
import org.eyas.api.process.ProcessIds;
import org.eyas.api.process.ProcessInfo;
import org.eyas.api.process.ProcessPlace;
import org.eyas.api.process.ProcessProgram;
import org.eyas.api.process.ProcessThreads;
import org.eyas.api.process.ProcessUsage;
import org.eyas.engine.state.descriptor.UnknownFd;
import org.jspecify.annotations.Nullable;

/** A thread that is not in the table: only its id is known. */
public final class UnknownProcess implements ProcessInfo, ProcessIds, ProcessThreads, ProcessPlace, ProcessDescriptors {
  /** The object for a thread that does not exist, such as the parent of the first process. */
  public static final UnknownProcess NOBODY = new UnknownProcess();

  private static final ProcessProgram NO_PROGRAM = new ProgramState();
  private static final ProcessUsage NO_USAGE = new ThreadUsage();

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
  public ProcessInfo leader() {
    return NOBODY;
  }

  @Override
  public ProcessInfo parent() {
    return NOBODY;
  }

  @Override
  public ProcessInfo byTid(long wanted) {
    return NOBODY;
  }

  @Override
  public ProcessIds ids() {
    return this;
  }

  @Override
  public ProcessThreads threads() {
    return this;
  }

  @Override
  public ProcessProgram program() {
    return NO_PROGRAM;
  }

  @Override
  public ProcessPlace place() {
    return this;
  }

  @Override
  public Credentials credentials() {
    return Credentials.UNKNOWN;
  }

  @Override
  public long uidBeforeExec() {
    return Credentials.UNKNOWN.uid();
  }

  @Override
  public ProcessUsage usage() {
    return NO_USAGE;
  }

  @Override
  public ExeFile exeFile() {
    return ExeFile.UNKNOWN;
  }

  @Override
  public ProcessDescriptors descriptors() {
    return this;
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
  public long pgid() {
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
  public boolean mainThread() {
    return false;
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
  public FdInfo fd(long number) {
    return noFd.numbered(number);
  }

  @Override
  public void forEachFd(FdVisitor visitor) {}

  @Override
  public long fdCount() {
    return 0;
  }

  @Override
  public long fdLimit() {
    return 0;
  }

  @Override
  public @Nullable Object attachment(AttachmentKey<?> key) {
    return null;
  }
}
