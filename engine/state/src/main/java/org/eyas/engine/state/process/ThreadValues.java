package org.eyas.engine.state.process;

import org.eyas.api.data.Text;
import org.eyas.api.process.Credentials;
import org.eyas.api.process.ExeFile;
import org.eyas.api.process.ProcessIds;
import org.eyas.api.process.ProcessInfo;
import org.eyas.api.process.ProcessProgram;
import org.eyas.api.process.ProcessUsage;

/** The values of a thread, without its relatives, its descriptors and its directory. */
public abstract class ThreadValues implements ProcessInfo, ProcessIds {
  long pid = -1;
  long ptid = -1;
  long sid = -1;
  long vtid = -1;
  long vpid = -1;
  long pgid = -1;
  long vpgid = -1;
  int flags;
  final ProgramState program = new ProgramState();
  Text env = Text.EMPTY;
  Text root = Text.EMPTY;
  Text cgroups = Text.EMPTY;
  Credentials credentials = Credentials.UNKNOWN;
  /** An unsigned number; all bits set if unknown. */
  int uidBeforeExec = -1;
  final ThreadUsage usage = new ThreadUsage();
  ExeFile exeFile = ExeFile.UNKNOWN;

  @Override
  public ProcessIds ids() {
    return this;
  }

  @Override
  public ProcessProgram program() {
    return program;
  }

  @Override
  public Credentials credentials() {
    return credentials;
  }

  @Override
  public long uidBeforeExec() {
    return Integer.toUnsignedLong(uidBeforeExec);
  }

  @Override
  public ProcessUsage usage() {
    return usage;
  }

  @Override
  public ExeFile exeFile() {
    return exeFile;
  }

  @Override
  public long pid() {
    return pid;
  }

  @Override
  public long ptid() {
    return ptid;
  }

  @Override
  public long sid() {
    return sid;
  }

  @Override
  public long pgid() {
    return pgid;
  }

  @Override
  public long vtid() {
    return vtid;
  }

  @Override
  public long vpid() {
    return vpid;
  }

  @Override
  public long vpgid() {
    return vpgid;
  }
}
