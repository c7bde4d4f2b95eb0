package org.eyas.engine.state;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.ValueType;

/** Stores enter events whose arguments may be missing or unreliable in the exit event. */
final class EnterUpdater implements DescriptorUpdater {
  private static final int NONE = -1;

  private final EnterLedger ledger;
  private final int directory;
  private final int text;
  private final int flags;

  private EnterUpdater(EnterLedger ledger, int directory, int text, int flags) {
    this.ledger = ledger;
    this.directory = directory;
    this.text = text;
    this.flags = flags;
  }

  static EnterUpdater open(EnterLedger ledger) {
    Params params = Params.of("SYSCALL_OPEN_E");
    return new EnterUpdater(ledger, NONE, params.at("name"), params.at("flags"));
  }

  /** creat and execve: only a path. */
  static EnterUpdater path(EnterLedger ledger, int path) {
    return new EnterUpdater(ledger, NONE, path, NONE);
  }

  /** openat, openat2 and execveat. */
  static EnterUpdater relativePath(EnterLedger ledger, int path) {
    Params params = Params.of("SYSCALL_OPENAT_2_E", "SYSCALL_OPENAT2_E", "SYSCALL_EXECVEAT_E");
    return new EnterUpdater(ledger, params.at("dirfd"), path, params.at("flags"));
  }

  static EnterUpdater connect(EnterLedger ledger) {
    return new EnterUpdater(ledger, NONE, Params.of("SOCKET_CONNECT_E").at("addr"), NONE);
  }

  @Override
  public void update(LoopEvent event) {
    ThreadState thread = event.thread();
    if (thread == null) {
      ledger.unstored();
      return;
    }
    if (!event.has(0)) {
      return;
    }
    ledger.stored();
    boolean isPath = event.type().params().get(text).type().form() == ValueType.Form.TEXT;
    Bytes given = isPath ? event.text(text) : event.bytes(text);
    Text kept = given.isPresent() ? given.toText() : Text.EMPTY;
    thread.enter(
        new SavedEnter(
            event.type().code(),
            directory == NONE ? WireFlags.AT_FDCWD : event.number(directory),
            flags == NONE ? 0 : (int) event.number(flags),
            kept));
  }
}
