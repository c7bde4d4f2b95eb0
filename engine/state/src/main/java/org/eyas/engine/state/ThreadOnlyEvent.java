package org.eyas.engine.state;

import org.eyas.api.data.Text;
import org.eyas.api.event.EventType;
import org.eyas.api.process.Accounts;
import org.eyas.api.process.FdInfo;
import org.eyas.api.process.ProcessInfo;
import org.eyas.engine.schema.ParameterlessEvent;
import org.eyas.engine.state.descriptor.UnknownFd;
import org.eyas.engine.state.process.UnknownProcess;

/**
 * A thread in the form of an event, for conditions that depend on the thread alone. All values of the event itself are
 * absent.
 */
final class ThreadOnlyEvent implements ParameterlessEvent {
  private final EventType type;
  private final Accounts accounts;
  private final UnknownFd noFd = new UnknownFd();
  private ProcessInfo process = UnknownProcess.NOBODY;

  ThreadOnlyEvent(EventType type, Accounts accounts) {
    this.type = type;
    this.accounts = accounts;
  }

  ThreadOnlyEvent of(ProcessInfo thread) {
    process = thread;
    return this;
  }

  @Override
  public EventType type() {
    return type;
  }

  @Override
  public long sequence() {
    return 0;
  }

  @Override
  public long timestampNanos() {
    return 0;
  }

  @Override
  public Text source() {
    return Text.EMPTY;
  }

  @Override
  public long threadId() {
    return process.tid();
  }

  @Override
  public ProcessInfo process() {
    return process;
  }

  @Override
  public FdInfo fd() {
    return noFd;
  }

  @Override
  public Accounts accounts() {
    return accounts;
  }
}
