package org.eyas.testkit;

import java.util.HashSet;
import java.util.Set;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.CallDetails;
import org.eyas.api.event.Event;
import org.eyas.api.event.EventType;
import org.eyas.api.process.Accounts;
import org.eyas.api.process.FdInfo;
import org.eyas.api.process.ProcessInfo;
import org.jspecify.annotations.Nullable;

/** An event that a test builds from values, for tests of fields and conditions. */
public final class FakeEvent implements Event {
  private static final Accounts NO_ACCOUNTS = new FakeAccounts(); // one machine: fields tell machines apart by their accounts
  public final EventType type;
  public long sequence = 1;
  public long timestampNanos = 1_000_000_000L;
  public long firstTimestampNanos = 1_000_000_000L;
  public long previousTimestampNanos = 1_000_000_000L;
  public Text source = Text.of("syscall");
  public long threadId = 100;
  public int cpu;
  public ProcessInfo process = FakeProcess.unknown(100);
  public FdInfo fd = FakeFd.unknown(-1);
  public CallDetails details = CallDetails.NONE;
  public Bytes hostname = Text.ABSENT;
  public Accounts accounts = NO_ACCOUNTS;
  public final Set<Bytes> localAddresses = new HashSet<>();
  private final @Nullable Object[] params;
  private final Bytes[] texts;

  private FakeEvent(EventType type, @Nullable Object[] params) {
    this.type = type;
    this.params = params;
    texts = new Bytes[params.length];
    for (int i = 0; i < params.length; i++) {
      texts[i] = text(params[i]);
    }
  }

  // Allocated once, because tests measure that reading an event does not allocate.
  private static Bytes text(@Nullable Object param) {
    return switch (param) {
      case String text -> Text.of(text);
      case byte[] bytes -> Text.copyOf(bytes);
      case null, default -> Text.EMPTY;
    };
  }

  /**
   * @param params the parameters of the event: each a {@code Number}, a {@code String}, a {@code byte[]}, or null for an empty
   *     parameter
   */
  public static FakeEvent of(EventType type, @Nullable Object... params) {
    return new FakeEvent(type, params);
  }

  /** Sets the thread that causes the event. */
  public FakeEvent by(FakeProcess maker) {
    process = maker;
    threadId = maker.tid;
    return this;
  }

  /** Sets the file descriptor that the event is about. */
  public FakeEvent about(FdInfo descriptor) {
    fd = descriptor;
    return this;
  }

  @Override
  public EventType type() {
    return type;
  }

  @Override
  public long sequence() {
    return sequence;
  }

  @Override
  public long timestampNanos() {
    return timestampNanos;
  }

  @Override
  public long firstTimestampNanos() {
    return firstTimestampNanos;
  }

  @Override
  public long previousTimestampNanos() {
    return previousTimestampNanos;
  }

  @Override
  public Text source() {
    return source;
  }

  @Override
  public long threadId() {
    return threadId;
  }

  @Override
  public int cpu() {
    return cpu;
  }

  @Override
  public int paramCount() {
    return params.length;
  }

  @Override
  public boolean has(int param) {
    return param < params.length && params[param] != null;
  }

  @Override
  public long number(int param) {
    return param < params.length && params[param] instanceof Number number ? number.longValue() : 0;
  }

  @Override
  public Bytes bytes(int param) {
    return param < texts.length ? texts[param] : Text.ABSENT;
  }

  @Override
  public ProcessInfo process() {
    return process;
  }

  @Override
  public FdInfo fd() {
    return fd;
  }

  @Override
  public Bytes hostname() {
    return hostname;
  }

  @Override
  public Accounts accounts() {
    return accounts;
  }

  @Override
  public boolean isLocalAddress(Bytes address) {
    return localAddresses.contains(address);
  }

  @Override
  public CallDetails details() {
    return details;
  }
}
