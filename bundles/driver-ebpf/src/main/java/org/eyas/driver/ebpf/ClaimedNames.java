package org.eyas.driver.ebpf;

import java.nio.ByteBuffer;
import org.eyas.api.source.EventSink;
import org.eyas.driver.ebpf.name.Claim;
import org.eyas.driver.ebpf.name.NameCheck;

/**
 * Passes events on, except claims (see {@link Claim}). For a claim it checks whether the path that the program gave is a name of
 * the file that was opened. If it is not, the claim's event with the file's real path is passed on, so that rules see the real
 * path; else the claim is dropped.
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
