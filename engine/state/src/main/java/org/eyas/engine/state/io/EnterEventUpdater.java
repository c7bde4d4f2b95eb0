package org.eyas.engine.state.io;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.ValueType;
import org.eyas.engine.state.encoding.ParamIndexes;
import org.eyas.engine.state.encoding.SavedEnterEvent;
import org.eyas.engine.state.encoding.ScapFlags;
import org.eyas.engine.state.process.DescriptorUpdater;
import org.eyas.engine.state.process.LoopEvent;
import org.eyas.engine.state.process.ThreadState;

/** Stores enter events whose arguments may be missing or unreliable in the exit event. */
public final class EnterEventUpdater implements DescriptorUpdater {
  private static final int NONE = -1;

  private final EnterEventCounter ledger;
  private final int directory;
  private final int text;
  private final int flags;

  private EnterEventUpdater(EnterEventCounter ledger, int directory, int text, int flags) {
    this.ledger = ledger;
    this.directory = directory;
    this.text = text;
    this.flags = flags;
  }

  public static EnterEventUpdater open(EnterEventCounter ledger) {
    ParamIndexes params = ParamIndexes.of("SYSCALL_OPEN_E");
    return new EnterEventUpdater(ledger, NONE, params.at("name"), params.at("flags"));
  }

  /** creat and execve: only a path. */
  public static EnterEventUpdater path(EnterEventCounter ledger, int path) {
    return new EnterEventUpdater(ledger, NONE, path, NONE);
  }

  /** openat, openat2 and execveat. */
  public static EnterEventUpdater relativePath(EnterEventCounter ledger, int path) {
    ParamIndexes params = ParamIndexes.of("SYSCALL_OPENAT_2_E", "SYSCALL_OPENAT2_E", "SYSCALL_EXECVEAT_E");
    return new EnterEventUpdater(ledger, params.at("dirfd"), path, params.at("flags"));
  }

  public static EnterEventUpdater connect(EnterEventCounter ledger) {
    return new EnterEventUpdater(ledger, NONE, ParamIndexes.of("SOCKET_CONNECT_E").at("addr"), NONE);
  }

  @Override
  public void update(LoopEvent event) {
    ThreadState thread = event.thread();
    if (thread == null) {
      ledger.countUnstored();
      return;
    }
    if (!event.has(0)) {
      return;
    }
    ledger.countStored();
    boolean isPath = event.type().params().get(text).type().form() == ValueType.Form.TEXT;
    Bytes given = isPath ? event.text(text) : event.bytes(text);
    Text kept = given.isPresent() ? given.toText() : Text.EMPTY;
    thread.enter(
        new SavedEnterEvent(
            event.type().code(),
            directory == NONE ? ScapFlags.AT_FDCWD : event.number(directory),
            flags == NONE ? 0 : (int) event.number(flags),
            kept));
  }
}
