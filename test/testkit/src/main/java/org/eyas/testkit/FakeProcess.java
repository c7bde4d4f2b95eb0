package org.eyas.testkit;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
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
import org.jspecify.annotations.Nullable;

/**
 * A thread that a test builds from values. Threads that {@link #child} and {@link #thread} make are in the same table and find
 * each other.
 */
public final class FakeProcess implements ProcessInfo, ProcessThreads, ProcessDescriptors {
  public boolean known = true;
  public long tid;
  public long pid;
  public long threadCount = 1;
  public long childThreadCount;
  public long fdLimit;
  public final FakeProcessIds ids = new FakeProcessIds();
  public final FakeProcessProgram program = new FakeProcessProgram();
  public final FakeProcessPlace place = new FakeProcessPlace();
  public long uidBeforeExec = 0xffff_ffffL;
  public Credentials credentials = Credentials.UNKNOWN.withUid(0).withGid(0);
  public final FakeProcessUsage usage = new FakeProcessUsage();
  public ExeFile exeFile = ExeFile.UNKNOWN;
  public final Map<Long, FakeFd> fds = new TreeMap<>();
  public final Map<AttachmentKey<?>, Object> attachments = new HashMap<>();
  private final Map<Long, FakeProcess> table;

  private FakeProcess(long tid, Map<Long, FakeProcess> table) {
    this.tid = tid;
    pid = tid;
    ids.vtid = tid;
    ids.vpid = tid;
    this.table = table;
    table.put(tid, this);
  }

  /** Makes a main thread in a new table. */
  public static FakeProcess of(long tid, String comm) {
    FakeProcess process = new FakeProcess(tid, new HashMap<>());
    process.program.comm = Text.of(comm);
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
    child.program.comm = Text.of(childComm);
    child.ids.ptid = tid;
    return child;
  }

  /** Makes another thread of this process. */
  public FakeProcess thread(long threadTid) {
    FakeProcess thread = child(threadTid, program.comm.toString());
    thread.pid = pid;
    thread.ids.ptid = ids.ptid;
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
  public long tid() {
    return tid;
  }

  @Override
  public long pid() {
    return pid;
  }

  @Override
  public ProcessInfo leader() {
    return byTid(pid);
  }

  @Override
  public ProcessInfo parent() {
    return byTid(ids.ptid);
  }

  @Override
  public ProcessInfo byTid(long wanted) {
    FakeProcess found = table.get(wanted);
    return found == null ? unknown(wanted) : found;
  }

  @Override
  public ProcessIds ids() {
    return ids;
  }

  @Override
  public ProcessThreads threads() {
    return this;
  }

  @Override
  public ProcessProgram program() {
    return program;
  }

  @Override
  public ProcessPlace place() {
    return place;
  }

  @Override
  public Credentials credentials() {
    return credentials;
  }

  @Override
  public long uidBeforeExec() {
    return uidBeforeExec;
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
  public ProcessDescriptors descriptors() {
    return this;
  }

  @Override
  public boolean mainThread() {
    return tid == pid;
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
  public FdInfo fd(long number) {
    FakeFd found = fds.get(number);
    return found == null ? FakeFd.unknown(number) : found;
  }

  @Override
  public void forEachFd(FdVisitor visitor) {
    fds.values().forEach(visitor::onFd);
  }

  @Override
  public long fdCount() {
    return fds.size();
  }

  @Override
  public long fdLimit() {
    return fdLimit;
  }

  @Override
  public @Nullable Object attachment(AttachmentKey<?> key) {
    return attachments.get(key);
  }
}
