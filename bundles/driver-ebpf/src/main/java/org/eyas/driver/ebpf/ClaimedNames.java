package org.eyas.driver.ebpf;

import java.nio.ByteBuffer;
import org.eyas.api.source.EventSink;
import org.eyas.driver.ebpf.name.Claim;
import org.eyas.driver.ebpf.name.NameCheck;

/**
 * Hands events on. The probe's claims become the event of a call's entry, with the file's real path, where the path that was
 * given is none of its names: rules see the real one then. All others end here.
 */
final class ClaimedNames implements EventSink, AutoCloseable {
  private final NameCheck check;
  private EventSink into = (cpu, memory, offset, length) -> {};

  ClaimedNames(ByteBuffer known) {
    check = new NameCheck(known);
  }

  void into(EventSink sink) {
    into = sink;
  }

  @Override
  public void onEvent(int cpu, ByteBuffer memory, int offset, int length) {
    if (!Claim.isIn(memory, offset, length)) {
      into.onEvent(cpu, memory, offset, length);
      return;
    }
    if (!check.isName(Claim.read(memory, offset, length), System.nanoTime())) {
      into.onEvent(cpu, memory, offset, Claim.eventLength(memory, offset));
    }
  }

  @Override
  public void close() {
    check.close();
  }
}
