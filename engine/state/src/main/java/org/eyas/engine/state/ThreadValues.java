package org.eyas.engine.state;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.process.ProcessInfo;

/** What is known about a thread itself, apart from its relatives, its descriptors and its directory. */
abstract class ThreadValues implements ProcessInfo {
  long pid = -1;
  long ptid = -1;
  long sid = -1;
  long vtid = -1;
  long vpid = -1;
  long pgid = -1;
  long vpgid = -1;
  int flags;
  final Program program = new Program();
  Text env = Text.EMPTY;
  Text root = Text.EMPTY;
  Text cgroups = Text.EMPTY;
  Credentials credentials = Credentials.UNKNOWN;
  final Usage usage = new Usage();
  ExeFile exeFile = ExeFile.UNKNOWN;
  long startNanos;
  long pidNamespaceStartNanos;

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

  @Override
  public long pgid() {
    return pgid;
  }

  @Override
  public Bytes comm() {
    return program.comm();
  }

  @Override
  public Bytes exe() {
    return program.exe;
  }

  @Override
  public Bytes exepath() {
    return program.exepath;
  }

  @Override
  public Bytes rawArgs() {
    return program.rawArgs();
  }

  @Override
  public int argCount() {
    return program.argCount();
  }

  @Override
  public Bytes args() {
    return program.args();
  }

  @Override
  public Bytes cmdline() {
    return program.cmdline();
  }

  @Override
  public Bytes root() {
    return root;
  }

  @Override
  public Bytes rawCgroups() {
    return cgroups;
  }

  @Override
  public long uid() {
    return credentials.uid();
  }

  @Override
  public long gid() {
    return credentials.gid();
  }

  @Override
  public long loginuid() {
    return credentials.loginuid();
  }

  @Override
  public long tty() {
    return usage.tty;
  }

  @Override
  public long capPermitted() {
    return credentials.permitted();
  }

  @Override
  public long capEffective() {
    return credentials.effective();
  }

  @Override
  public long capInheritable() {
    return credentials.inheritable();
  }

  @Override
  public long vmSizeKb() {
    return usage.vmSizeKb;
  }

  @Override
  public long vmRssKb() {
    return usage.vmRssKb;
  }

  @Override
  public long vmSwapKb() {
    return usage.vmSwapKb;
  }

  @Override
  public long majorFaults() {
    return usage.majorFaults;
  }

  @Override
  public long minorFaults() {
    return usage.minorFaults;
  }

  @Override
  public long startNanos() {
    return startNanos;
  }

  @Override
  public long pidNamespaceStartNanos() {
    return pidNamespaceStartNanos;
  }

  @Override
  public long exeInode() {
    return exeFile.inode();
  }

  @Override
  public long exeCtimeNanos() {
    return exeFile.ctimeNanos();
  }

  @Override
  public long exeMtimeNanos() {
    return exeFile.mtimeNanos();
  }

  @Override
  public boolean exeWritable() {
    return exeFile.has(WireFlags.EXE_WRITABLE);
  }

  @Override
  public boolean exeUpperLayer() {
    return exeFile.has(WireFlags.EXE_UPPER_LAYER);
  }

  @Override
  public boolean exeLowerLayer() {
    return exeFile.has(WireFlags.EXE_LOWER_LAYER);
  }

  @Override
  public boolean exeFromMemfd() {
    return exeFile.has(WireFlags.EXE_FROM_MEMFD);
  }

  @Override
  public long lastSliceNanos() {
    return usage.lastSliceNanos;
  }

  @Override
  public long totalCpuNanos() {
    return usage.totalCpuNanos;
  }
}
