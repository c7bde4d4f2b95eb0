package org.eyas.driver.ebpf;

import java.nio.ByteBuffer;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.StateChanges;
import org.eyas.driver.ebpf.name.Claim;
import org.eyas.driver.ebpf.name.DetailReader;
import org.eyas.driver.ebpf.name.DirectoryCheck;
import org.eyas.driver.ebpf.name.NameCheck;
import org.eyas.linux.proc.HostProc;
import org.jspecify.annotations.Nullable;

/**
 * Passes events on and resolves claims (see {@link Claim}). For a claim it checks whether the path that the program
 * gave is a name of the opened file. If so, it drops the claim. If not, or if the path is too long for the engine, it
 * passes on the claim's event with the real path of the file, so that rules see the real path. It passes the details of
 * a call on with the event of the call. A claim about a directory corrects the engine's state. A claim about another
 * file or about a socket completes the engine's state.
 */
final class ClaimedNames implements EventSink, AutoCloseable {
  private final NameCheck check;
  private final DirectoryCheck directories;
  private EventSink into = (cpu, memory, offset, length) -> {};
  private @Nullable StateChanges state;

  ClaimedNames(ByteBuffer known, HostProc host) {
    check = new NameCheck(known, host);
    directories = new DirectoryCheck(check);
  }

  void into(EventSink sink, @Nullable StateChanges corrected) {
    into = sink;
    state = corrected;
  }

  @Override
  public void onEvent(int cpu, ByteBuffer memory, int offset, int length) {
    if (!Claim.isIn(memory, offset, length)) {
      into.onEvent(cpu, memory, offset, length);
      return;
    }
    if (DetailReader.hasDetails(memory, offset)) {
      into.onDetailedEvent(cpu, memory, offset, Claim.eventLength(memory, offset), DetailReader.read(memory, offset, length));
      return;
    }
    Claim claim = Claim.read(memory, offset, length);
    if (claim.isAboutDirectory()) {
      correct(claim);
    } else if (claim.isAboutFile()) {
      complete(claim);
    } else if (claim.isAboutSocket()) {
      name(claim);
    } else if (isTooLong(claim) || !check.isName(claim, System.nanoTime())) {
      into.onEvent(cpu, memory, offset, Claim.eventLength(memory, offset));
    }
  }

  private boolean isTooLong(Claim claim) {
    int directory = claim.given().startsWith("/") ? 0 : lengthOfDirectory(claim);
    return directory + claim.given().length() + 1 > StateChanges.JOINED_PATH_BYTES;
  }

  private int lengthOfDirectory(Claim claim) {
    StateChanges known = state;
    return known == null ? 0 : known.directory(claim.thread(), claim.directory()).length() + 1;
  }

  private void correct(Claim claim) {
    StateChanges corrected = state;
    if (corrected != null) {
      directories.compare(claim, corrected, System.nanoTime());
    }
  }

  private void complete(Claim claim) {
    StateChanges completed = state;
    if (completed != null) {
      completed.onFile(claim.thread(), claim.directory(), claim.realPath());
    }
  }

  private void name(Claim claim) {
    StateChanges completed = state;
    if (completed != null) {
      completed.onSocket(claim.thread(), claim.directory(), claim.socketEnds(), claim.isOfStream());
    }
  }

  @Override
  public void close() {
    check.close();
  }
}
