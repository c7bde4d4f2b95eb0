package org.eyas.engine.state.encoding;

import java.nio.ByteBuffer;
import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.api.event.EventType;
import org.eyas.api.process.Credentials;
import org.eyas.api.process.ExeFile;
import org.eyas.api.process.ProcessInfo;
import org.eyas.api.source.HostInfo;
import org.eyas.api.source.ProcessSnapshot;
import org.eyas.engine.decode.EventCursor;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.state.StateEngine;
import org.eyas.engine.state.process.LoopEvent;
import org.eyas.testkit.scap.ScapEventEncoder;
import org.jspecify.annotations.Nullable;

/** A machine for tests: a state engine with an init process and a shell, and a clock that advances by itself. */
public final class Machine {
  public static final long INIT = 1;
  public static final long SHELL = 100;
  static final long BOOT = 1_000_000_000_000L;
  static final long CAPABILITIES = 0x1ff;

  private final EventSchema schema = EventSchema.current();
  private final EventCursor cursor = new EventCursor(schema);
  public final StateEngine state = new StateEngine(schema, cursor, Text.of("syscall"));
  private long now = BOOT + 5_000_000_000L;

  public Machine() {
    state.reports().onHost(new HostInfo("shop", 2, BOOT, List.of(
        new HostInfo.Interface("lo", address(127, 0, 0, 1), address(255, 0, 0, 0)),
        new HostInfo.Interface("eth0", address(10, 0, 0, 5), address(255, 255, 255, 0)))));
    found(process(INIT, 0, "init"));
    found(process(SHELL, INIT, "bash"));
  }

  void found(ProcessSnapshot process) {
    state.reports().onProcess(process);
  }

  public static ProcessSnapshot process(long pid, long ppid, String name) {
    return thread(pid, pid, ppid, name, 0);
  }

  static ProcessSnapshot thread(long tid, long pid, long ppid, String name, int flags) {
    return new ProcessSnapshot(
        new ProcessSnapshot.Ids(tid, pid, ppid, pid, pid, tid, pid, pid),
        new ProcessSnapshot.Program(
            Text.of(name), Text.of("/bin/" + name), Text.of("/usr/bin/" + name), Text.of("-l\0x y\0"),
            Text.of("HOME=/root\0A=b\0"), Text.of("/srv/shop"), Text.of("/"),
            Text.of("cpu_cgroup=/a\0mem_cgroup=/b\0io=/c\0"), flags),
        new Credentials(0, 0, 1000, CAPABILITIES, CAPABILITIES, 0),
        new ProcessSnapshot.Usage(1024, 10, 5, 1, 2, 3, 34816, 0, 0),
        new ExeFile(77, 1, 2, true, false, false, false));
  }

  static Text address(int... bytes) {
    byte[] array = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      array[i] = (byte) bytes[i];
    }
    return Text.copyOf(array);
  }

  public void at(long nanos) {
    now = nanos;
  }

  public long now() {
    return now;
  }

  /** Applies an event without finishing it, as rules see it. */
  public LoopEvent begin(long tid, String id, @Nullable Object... params) {
    EventType type = schema.type(id);
    now += 1000;
    ByteBuffer event = ScapEventEncoder.encode(type, now, tid, params);
    if (!cursor.wrap(0, event, 0, event.limit())) {
      throw new IllegalStateException("cannot decode what was encoded: " + id);
    }
    return state.apply();
  }

  /** Applies and finishes an event; the result shows the state after it. */
  public LoopEvent did(long tid, String id, @Nullable Object... params) {
    LoopEvent event = begin(tid, id, params);
    state.finish();
    return event;
  }

  public void finish() {
    state.finish();
  }

  public ProcessInfo thread(long tid) {
    return state.find(tid);
  }

  /** Creates a process with so many descriptors that equal files are shared from now on; returns their number. */
  public int crowd(long pid) {
    cloned(pid, INIT, pid, 0);
    int descriptors = 5_000;
    for (int i = 0; i < descriptors; i++) {
      opened(pid, i, "/crowd/" + i, 1);
    }
    return descriptors;
  }

  /** A successful openat of a path. */
  public LoopEvent opened(long tid, long fd, String path, int flags) {
    return did(tid, "SYSCALL_OPENAT_2_X", fd, -100, path, flags, 0, 8, 4711);
  }

  /** The child's event of a clone. */
  public LoopEvent cloned(long child, long parent, long pid, long flags) {
    return cloned(0, child, parent, pid, flags);
  }

  public LoopEvent cloned(long result, long tid, long parent, long pid, long flags) {
    return did(
        tid, "SYSCALL_CLONE_20_X", result, "bash", "-l\0".getBytes(), tid, pid, parent, "", 2048, 1, 2, 30, 20, 10,
        "bash", "cpu_cgroup=/a\0".getBytes(), flags, 0, 0, tid, pid, 0);
  }

  /** A successful execve of a program. */
  public LoopEvent executed(long tid, String exe, String args, String path) {
    return did(
        tid, "SYSCALL_EXECVE_19_X", 0, exe, (args + "\0").getBytes(), tid, tid, SHELL, "", 512, 4, 5, 60, 50, 40,
        exe.substring(exe.lastIndexOf('/') + 1), "cpu_cgroup=/new\0".getBytes(), "PATH=/bin\0".getBytes(), 3, 42, 1001,
        ScapFlags.EXE_WRITABLE | ScapFlags.EXE_FROM_MEMFD, 1, 2, 3, 99, 1_000, 2_000, 1000, path, 43, 1002);
  }
}
