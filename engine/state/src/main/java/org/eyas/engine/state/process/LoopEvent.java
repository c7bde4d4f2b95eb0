package org.eyas.engine.state.process;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.CallDetails;
import org.eyas.api.event.Event;
import org.eyas.api.event.EventType;
import org.eyas.api.process.Accounts;
import org.eyas.api.process.ContainerDescription;
import org.eyas.api.process.FdInfo;
import org.eyas.api.process.ProcessInfo;
import org.eyas.engine.decode.EventCursor;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.state.descriptor.FdState;
import org.eyas.engine.state.descriptor.FdTable;
import org.eyas.engine.state.descriptor.LocalAddresses;
import org.eyas.engine.state.descriptor.UnknownFd;
import org.eyas.engine.state.encoding.SavedEnterEvent;
import org.jspecify.annotations.Nullable;

/** The current event of a loop, with its thread and descriptor. A loop reuses one object for all events. */
public final class LoopEvent implements Event {
  private static final Text NOT_AVAILABLE = Text.of("<NA>");
  private static final Text NULL = Text.of("(NULL)");

  private final EventCursor cursor;
  private final Text source;
  private final Accounts accounts;
  private final LocalAddresses interfaces;
  private final MachineName machine;
  private final boolean keepsBytes;
  private final UnknownProcess unknownProcess = new UnknownProcess();
  private final UnknownFd unknownFd = new UnknownFd();

  private long sequence;
  private long nanos;
  private long firstNanos;
  private long previousNanos;
  private boolean hasDescriptor;
  private @Nullable ThreadState thread;
  private @Nullable FdState descriptor;
  private Bytes nameBefore = Text.EMPTY;
  private @Nullable SavedEnterEvent enter;
  private @Nullable DeferredUpdate afterwards;
  private @Nullable LoopEvent view;
  private CallDetails details = CallDetails.NONE;

  /** @param keepsBytes see {@link Event#keepsBytes} */
  public LoopEvent(
      EventCursor cursor, Text source, Accounts accounts, LocalAddresses interfaces, MachineName machine, boolean keepsBytes) {
    this.cursor = cursor;
    this.source = source;
    this.accounts = accounts;
    this.interfaces = interfaces;
    this.machine = machine;
    this.keepsBytes = keepsBytes;
  }

  /** Begins with the cursor's current event; its thread and descriptor are not set yet. */
  public void begin(boolean counts, boolean hasDescriptor) {
    long now = cursor.timestampNanos();
    // Internal events, which may come before the first event of the source, have no meaningful time.
    previousNanos = firstNanos == 0 ? now : nanos;
    nanos = now;
    if (firstNanos == 0 && counts) {
      firstNanos = now;
    }
    sequence++;
    this.hasDescriptor = hasDescriptor;
    thread = null;
    descriptor = null;
    enter = null;
    nameBefore = Text.EMPTY;
  }

  /** Numbers the next event after this one, which a previous engine processed. */
  public void continueAfter(long last) {
    sequence = last;
  }

  /**
   * Sets the details of the call that the source reports besides its parameters. Called for each event after the state
   * was updated.
   */
  public void setDetails(CallDetails reported) {
    details = reported;
  }

  @Override
  public CallDetails details() {
    return details;
  }

  @Override
  public boolean keepsBytes() {
    return keepsBytes;
  }

  /** Whether the event can have a descriptor. One that is not a call tells something about the machine or its containers. */
  boolean hasDescriptor() {
    return hasDescriptor;
  }

  /** Whether the state knows more of the thread than its id. */
  public boolean isOfKnownProcess() {
    ThreadState known = thread;
    return known != null && !known.isPlaceholder();
  }

  /** A copy for an alert that is sent later. Allocates. */
  public RetainedEvent retain() {
    LoopEvent shared = view;
    if (shared == null) {
      shared = new LoopEvent(new EventCursor(EventSchema.current()), source, accounts, interfaces, machine, keepsBytes);
      view = shared;
    }
    byte[] encoded = new byte[cursor.length()];
    cursor.copyTo(encoded, 0);
    return new RetainedEvent(this, encoded, shared);
  }

  /** Becomes the event of a copy. */
  void restore(RetainedEvent kept) {
    cursor.wrap(kept.cpu, ByteBuffer.wrap(kept.encoded).order(ByteOrder.LITTLE_ENDIAN), 0, kept.encoded.length);
    sequence = kept.sequence;
    hasDescriptor = kept.hasDescriptor;
    nanos = kept.nanos;
    firstNanos = kept.firstNanos;
    previousNanos = kept.previousNanos;
    details = kept.details;
    thread = kept.thread;
    descriptor = kept.descriptor;
  }

  @Nullable
  public ThreadState thread() {
    return thread;
  }

  public void setThread(@Nullable ThreadState found) {
    thread = found;
  }

  @Nullable
  public FdState descriptor() {
    return descriptor;
  }

  /** Sets the descriptor of the event. A later change of the name of the descriptor counts as a change by the event. */
  public void setDescriptor(@Nullable FdState found) {
    descriptor = found;
    nameBefore = found == null ? Text.EMPTY : found.name();
  }

  /** Returns the descriptor as an object that can be changed. */
  public FdState writable(ThreadState owner, FdState fd) {
    FdTable fds = owner.fds();
    FdState own = fds == null ? fd : fds.writable((int) owner.lastFd, fd);
    descriptor = own;
    return own;
  }

  /** Stores a new descriptor, which becomes the event's descriptor. */
  public void addDescriptor(ThreadState owner, long number, FdState fd) {
    open(owner, number, fd, Text.EMPTY);
  }

  /** Stores a copy of a descriptor under another number. The name does not count as changed. */
  public void addCopy(ThreadState owner, long number, FdState fd) {
    open(owner, number, fd, fd.name());
  }

  /**
   * Sets a new descriptor that only lasts for this event. Removes an earlier descriptor with the same number, which is
   * no longer open.
   */
  public void passDescriptor(ThreadState owner, long number, FdState fd) {
    nameBefore = Text.EMPTY;
    owner.lastFd = number;
    descriptor = FdTable.isNumber(number) && owner.fds() != null ? fd : null; // as if it were stored
    fd.number((int) number);
    closed(owner, number);
  }

  /** Removes the descriptor with this number, because it was closed or replaced by an unknown one. */
  public void closed(ThreadState owner, long number) {
    FdTable fds = owner.fds();
    if (fds != null) {
      fds.remove(number);
    }
  }

  private void open(ThreadState owner, long number, FdState fd, Bytes before) {
    nameBefore = before;
    owner.lastFd = number;
    descriptor = owner.storeFd(number, fd);
  }

  @Nullable
  public SavedEnterEvent enter() {
    return enter;
  }

  /** Whether the source reported the entry of this call, with arguments that have priority over those at its end. */
  public boolean wasReportedAtEntry() {
    return enter != null;
  }

  public void enter(@Nullable SavedEnterEvent saved) {
    enter = saved;
  }

  public void markNameChange() {
    FdState fd = descriptor;
    if (fd != null) {
      fd.nameChanged(fd.name() != nameBefore && !fd.name().contentEquals(nameBefore));
    }
  }

  public void finish() {
    FdState fd = descriptor;
    if (fd != null) {
      fd.nameChanged(false);
    }
    DeferredUpdate rest = afterwards;
    if (rest != null) {
      afterwards = null;
      rest.finish(this);
    }
  }

  /** Registers the part of the update that follows after the rules have evaluated the event. */
  public void deferUpdate(DeferredUpdate rest) {
    afterwards = rest;
  }

  /** The first parameter of most exit events: the return value of the system call. */
  public long result() {
    return cursor.number(0);
  }

  /** A text parameter, or Falco's replacement if the driver could not read it. */
  public Bytes text(int param) {
    Bytes bytes = cursor.bytes(param);
    return cursor.has(param) && !bytes.contentEquals(NULL) ? bytes : NOT_AVAILABLE;
  }

  @Override
  public EventType type() {
    return cursor.type();
  }

  @Override
  public long sequence() {
    return sequence;
  }

  @Override
  public long timestampNanos() {
    return nanos;
  }

  @Override
  public long firstTimestampNanos() {
    return firstNanos;
  }

  @Override
  public long previousTimestampNanos() {
    return previousNanos;
  }

  @Override
  public Text source() {
    return source;
  }

  @Override
  public long threadId() {
    return cursor.threadId();
  }

  @Override
  public int cpu() {
    return cursor.cpu();
  }

  @Override
  public int paramCount() {
    return cursor.paramCount();
  }

  @Override
  public boolean has(int param) {
    return cursor.has(param);
  }

  @Override
  public long number(int param) {
    return cursor.number(param);
  }

  @Override
  public Bytes bytes(int param) {
    return cursor.bytes(param);
  }

  @Override
  public ProcessInfo process() {
    ThreadState known = thread;
    return known == null ? unknownProcess.numbered(cursor.threadId()) : known;
  }

  @Override
  public FdInfo fd() {
    ThreadState known = thread;
    // An event that is not a call has no descriptor, although its thread may have used one before.
    long number = known == null || !hasDescriptor ? -1 : known.lastFd;
    FdState present = descriptor;
    if (present != null) {
      present.number((int) number);
      return present;
    }
    FdState last = known == null ? null : known.descriptor(number);
    return last == null ? unknownFd.numbered(number) : last;
  }

  @Override
  public Bytes hostname() {
    return machine.reported();
  }

  @Override
  public Accounts accounts() {
    return accounts;
  }

  @Override
  public boolean isLocalAddress(Bytes address) {
    return interfaces.isLocal(address) || isOfContainer(address);
  }

  private boolean isOfContainer(Bytes address) {
    return process().attachment(ContainerDescription.KEY) instanceof ContainerDescription container
        && container.hasAddress(address);
  }
}
