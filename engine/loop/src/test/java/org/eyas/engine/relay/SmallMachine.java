package org.eyas.engine.relay;

import java.nio.ByteBuffer;
import java.util.Base64;
import org.eyas.api.data.Text;
import org.eyas.api.event.EventType;
import org.eyas.api.process.Credentials;
import org.eyas.api.process.ExeFile;
import org.eyas.api.process.FdInfo;
import org.eyas.api.process.ProcessInfo;
import org.eyas.api.source.ProcessSnapshot;
import org.eyas.engine.decode.EventCursor;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.state.StateEngine;
import org.eyas.engine.state.process.LoopEvent;
import org.eyas.testkit.scap.ScapEventEncoder;
import org.jspecify.annotations.Nullable;

/** The state of a machine with a shell that has a file, two sockets, a directory and a descriptor of a process, and a grandchild. */
public final class SmallMachine {
  static final long INIT = 1;
  public static final long SHELL = 100;
  public static final long PIDFD = 8;
  private static final long CHILD = 200;
  private static final int DESCRIPTORS = 16;

  private final EventSchema schema = EventSchema.current();
  private final EventCursor cursor = new EventCursor(schema);
  private final StateEngine state = new StateEngine(schema, cursor, Text.of("syscall"));
  private long nanos = 1_000_000_000_000L;

  public SmallMachine() {
    found(INIT, 0);
    found(SHELL, INIT);
    found(CHILD, SHELL);
    found(300, CHILD);
    did(type("SYSCALL_OPENAT_2_X"), 3, -100, "/etc/hosts", 1, 0, 0, 1);
    did(type("SOCKET_SOCKET_X"), 4, 2, 2, 17);
    did(type("SOCKET_SOCKET_X"), 5, 1, 1, 0);
    did(type("SYSCALL_OPENAT_2_X"), 6, -100, "/srv", 1, 0, 0, 2);
    did(type("SYSCALL_PIDFD_OPEN_X"), PIDFD, SHELL, 0);
  }

  private EventType type(String id) {
    return schema.type(id);
  }

  private void found(long pid, long ppid) {
    state.reports().onProcess(new ProcessSnapshot(
        new ProcessSnapshot.Ids(pid, pid, ppid, pid, pid, pid, pid, pid),
        new ProcessSnapshot.Program(
            Text.of("bash"), Text.of("/bin/bash"), Text.of("/bin/bash"), Text.of("-l\0"), Text.of("A=b\0"), Text.of("/home"),
            Text.of("/"), Text.of("io=/c\0"), 0),
        new Credentials(0, 0, 0, 0, 0, 0), new ProcessSnapshot.Usage(1024, 10, 5, 1, 2, 3, 0, 0, 0),
        new ExeFile(77, 1, 2, true, false, false, false)));
  }

  private LoopEvent begin(long tid, EventType type, @Nullable Object... values) {
    nanos += 1_000;
    ByteBuffer event = ScapEventEncoder.encode(type, nanos, tid, values);
    if (!cursor.wrap(0, event, 0, event.limit())) {
      throw new IllegalStateException("cannot decode " + type.id());
    }
    return state.apply();
  }

  private void did(EventType type, @Nullable Object... values) {
    begin(SHELL, type, values);
    state.finish();
  }

  /** The same machine after a call of the shell. */
  public SmallMachine after(EventType type, @Nullable Object... values) {
    did(type, values);
    return this;
  }

  /** All that a rule, the next engine or a capture can see of the state. The child ends, which shows whether the shell reaps orphans. */
  public String seen() {
    nanos = 2_000_000_000_000L;
    begin(CHILD, type("PROCEXIT_1_E"), 0, 0, 0, 0, 0);
    state.finish();
    StringBuilder seen = new StringBuilder();
    for (int number = 0; number < DESCRIPTORS; number++) {
      LoopEvent event = begin(SHELL, type("SYSCALL_FSTAT_X"), 0, number);
      seen.append(text(event.fd())).append('\n');
      if (number == 0) {
        seen.append(text(event.process())).append('\n');
      }
      state.finish();
    }
    return seen.append(Base64.getEncoder().encodeToString(StateCodec.encode(state.reports()::survey))).toString();
  }

  private static String text(FdInfo fd) {
    return fd.known()
        ? fd.number() + " " + fd.type() + " " + fd.name() + " " + fd.openFlags() + " " + fd.l4Protocol() + " " + fd.roleServer()
            + fd.roleClient() + fd.connected() + " " + fd.clientPort() + " " + fd.serverPort() + " " + fd.pidfdPid()
        : "none";
  }

  private static String text(ProcessInfo process) {
    return process.credentials() + " " + process.ids().sid() + " " + process.place().cwd() + " " + process.place().root();
  }
}
