package org.eyas.testkit;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.process.AttachmentKey;
import org.eyas.api.process.FdInfo;
import org.eyas.api.process.ProcessInfo;
import org.jspecify.annotations.Nullable;

/**
 * A thread that a test builds from values. Threads that {@link #child} and {@link #thread} make are in the same table and find
 * each other.
 */
public final class FakeProcess implements ProcessInfo {
  public boolean known = true;
  public long tid;
  public long pid;
  public long ptid = -1;
  public long sid = -1;
  public long vtid;
  public long vpid;
  public long vpgid = -1;
  public long pgid = -1;
  public long threadCount = 1;
  public long childThreadCount;
  public long uid;
  public long gid;
  public long loginuid = 0xffff_ffffL;
  public long tty;
  public long capPermitted;
  public long capEffective;
  public long capInheritable;
  public long vmSizeKb;
  public long vmRssKb;
  public long vmSwapKb;
  public long majorFaults;
  public long minorFaults;
  public long startNanos;
  public long pidNamespaceStartNanos;
  public long exeInode;
  public long exeCtimeNanos;
  public long exeMtimeNanos;
  public long lastSliceNanos;
  public long totalCpuNanos;
  public long fdLimit;
  public boolean exeWritable;
  public boolean exeUpperLayer;
  public boolean exeLowerLayer;
  public boolean exeFromMemfd;
  public Text comm = Text.EMPTY;
  public Text exe = Text.EMPTY;
  public Text exepath = Text.EMPTY;
  public Text rawArgs = Text.EMPTY;
  public Text rawEnv = Text.EMPTY;
  public Text cwd = Text.EMPTY;
  public Text root = Text.EMPTY;
  public Text rawCgroups = Text.EMPTY;
  public final Map<Long, FakeFd> fds = new TreeMap<>();
  public final Map<AttachmentKey<?>, Object> attachments = new HashMap<>();
  private final Map<Long, FakeProcess> table;

  private FakeProcess(long tid, Map<Long, FakeProcess> table) {
    this.tid = tid;
    pid = tid;
    vtid = tid;
    vpid = tid;
    this.table = table;
    table.put(tid, this);
  }

  /** Makes a main thread in a new table. */
  public static FakeProcess of(long tid, String comm) {
    FakeProcess process = new FakeProcess(tid, new HashMap<>());
    process.comm = Text.of(comm);
    return process;
  }

  /** A thread that is not in the table. */
  public static FakeProcess unknown(long tid) {
    FakeProcess process = new FakeProcess(tid, new HashMap<>());
    process.known = false;
    process.table.clear();
    return process;
  }

  /** Makes a child process in the same table. */
  public FakeProcess child(long childTid, String childComm) {
    FakeProcess child = new FakeProcess(childTid, table);
    child.comm = Text.of(childComm);
    child.ptid = tid;
    return child;
  }

  /** Makes another thread of this process. */
  public FakeProcess thread(long threadTid) {
    FakeProcess thread = child(threadTid, comm.toString());
    thread.pid = pid;
    thread.ptid = ptid;
    return thread;
  }

  /** Adds an open file descriptor. */
  public FakeProcess with(FakeFd fd) {
    fds.put(fd.number, fd);
    return this;
  }

  /** Joins strings, each followed by a zero byte, as arguments and environment are stored. */
  public static Text strings(String... strings) {
    return strings.length == 0 ? Text.EMPTY : Text.of(String.join("\0", strings) + "\0");
  }

  @Override
  public boolean known() {
    return known;
  }

  @Override
  public boolean mainThread() {
    return tid == pid;
  }

  @Override
  public ProcessInfo leader() {
    return byTid(pid);
  }

  @Override
  public ProcessInfo parent() {
    return byTid(ptid);
  }

  @Override
  public ProcessInfo byTid(long wanted) {
    FakeProcess found = table.get(wanted);
    return found == null ? unknown(wanted) : found;
  }

  @Override
  public int argCount() {
    return (int) rawArgs.toString().chars().filter(c -> c == 0).count();
  }

  @Override
  public Bytes args() {
    return Text.of(String.join(" ", rawArgs.toString().split("\0")));
  }

  @Override
  public Bytes cmdline() {
    return rawArgs.isEmpty() ? comm : Text.of(comm + " " + args());
  }

  @Override
  public long fdCount() {
    return fds.size();
  }

  @Override
  public FdInfo fd(long number) {
    FakeFd found = fds.get(number);
    return found == null ? FakeFd.unknown(number) : found;
  }

  @Override
  public void forEachFd(FdVisitor visitor) {
    fds.values().forEach(visitor::onFd);
  }

  @Override
  public @Nullable Object attachment(AttachmentKey<?> key) {
    return attachments.get(key);
  }

  @Override
  public long tid() {
    return tid;
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
  public long threadCount() {
    return threadCount;
  }

  @Override
  public long childThreadCount() {
    return childThreadCount;
  }

  @Override
  public long uid() {
    return uid;
  }

  @Override
  public long gid() {
    return gid;
  }

  @Override
  public long loginuid() {
    return loginuid;
  }

  @Override
  public long tty() {
    return tty;
  }

  @Override
  public long capPermitted() {
    return capPermitted;
  }

  @Override
  public long capEffective() {
    return capEffective;
  }

  @Override
  public long capInheritable() {
    return capInheritable;
  }

  @Override
  public long vmSizeKb() {
    return vmSizeKb;
  }

  @Override
  public long vmRssKb() {
    return vmRssKb;
  }

  @Override
  public long vmSwapKb() {
    return vmSwapKb;
  }

  @Override
  public long majorFaults() {
    return majorFaults;
  }

  @Override
  public long minorFaults() {
    return minorFaults;
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
    return exeInode;
  }

  @Override
  public long exeCtimeNanos() {
    return exeCtimeNanos;
  }

  @Override
  public long exeMtimeNanos() {
    return exeMtimeNanos;
  }

  @Override
  public long lastSliceNanos() {
    return lastSliceNanos;
  }

  @Override
  public long totalCpuNanos() {
    return totalCpuNanos;
  }

  @Override
  public long fdLimit() {
    return fdLimit;
  }

  @Override
  public boolean exeWritable() {
    return exeWritable;
  }

  @Override
  public boolean exeUpperLayer() {
    return exeUpperLayer;
  }

  @Override
  public boolean exeLowerLayer() {
    return exeLowerLayer;
  }

  @Override
  public boolean exeFromMemfd() {
    return exeFromMemfd;
  }

  @Override
  public Bytes comm() {
    return comm;
  }

  @Override
  public Bytes exe() {
    return exe;
  }

  @Override
  public Bytes exepath() {
    return exepath;
  }

  @Override
  public Bytes rawArgs() {
    return rawArgs;
  }

  @Override
  public Bytes rawEnv() {
    return rawEnv;
  }

  @Override
  public Bytes cwd() {
    return cwd;
  }

  @Override
  public Bytes root() {
    return root;
  }

  @Override
  public Bytes rawCgroups() {
    return rawCgroups;
  }
}
