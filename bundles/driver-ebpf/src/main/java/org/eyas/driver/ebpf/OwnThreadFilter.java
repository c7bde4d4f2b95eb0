package org.eyas.driver.ebpf;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.eyas.api.event.CallDetails;
import org.eyas.api.source.EventSink;
import org.eyas.linux.proc.HostProc;

/**
 * Leaves out events of this process. The probe of an earlier process recorded them until this process told it its id.
 */
final class OwnThreadFilter implements EventSink {
  private static final int TID = 8;

  private final long[] own;
  private EventSink into = (cpu, memory, offset, length) -> {};

  private OwnThreadFilter(long[] own) {
    this.own = own;
  }

  /** The filter for the threads that this process has now. */
  static OwnThreadFilter of(HostProc host) {
    if (host.ownPid().isEmpty()) {
      return new OwnThreadFilter(new long[0]);
    }
    String[] names = host.folder().resolve(host.ownPid().getAsLong() + "/task").toFile().list();
    long[] own = names == null ? new long[0] : Arrays.stream(names).mapToLong(Long::parseLong).toArray();
    Arrays.sort(own);
    return new OwnThreadFilter(own);
  }

  /** The filter for events that go to a sink. */
  EventSink before(EventSink sink) {
    into = sink;
    return this;
  }

  private boolean isOfOthers(ByteBuffer memory, int offset) {
    return Arrays.binarySearch(own, memory.getLong(offset + TID)) < 0;
  }

  @Override
  public void onEvent(int cpu, ByteBuffer memory, int offset, int length) {
    if (isOfOthers(memory, offset)) {
      into.onEvent(cpu, memory, offset, length);
    }
  }

  @Override
  public void onDetailedEvent(int cpu, ByteBuffer memory, int offset, int length, CallDetails details) {
    if (isOfOthers(memory, offset)) {
      into.onDetailedEvent(cpu, memory, offset, length, details);
    }
  }

  @Override
  public void onStateEvent(int cpu, ByteBuffer memory, int offset, int length) {
    if (isOfOthers(memory, offset)) {
      into.onStateEvent(cpu, memory, offset, length);
    }
  }
}
