package org.eyas.driver.ebpf;

import java.nio.ByteBuffer;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.StateChanges;
import org.eyas.driver.ebpf.name.DetailReader;
import org.eyas.driver.ebpf.name.DirectoryCheck;
import org.eyas.driver.ebpf.name.PathClaim;
import org.eyas.driver.ebpf.name.PathNameCheck;
import org.eyas.linux.proc.HostProc;
import org.jspecify.annotations.Nullable;

/**
 * Passes events on and resolves claims (see {@link PathClaim}). For a claim it checks whether the path that the program
 * gave is a name of the opened file. If so, it drops the claim. If not, or if the path is too long for the engine, it
 * passes on the claim's event with the real path of the file, so that rules see the real path. It passes the details of
 * a call on with the event of the call. A claim about a directory corrects the engine's state. A claim about another
 * file or about a socket completes the engine's state.
 */
final class PathClaimResolver implements EventSink, AutoCloseable {
  private final PathNameCheck check;
  private final DirectoryCheck directories;
  private EventSink into = (cpu, memory, offset, length) -> {};
  private @Nullable StateChanges state;

  PathClaimResolver(ByteBuffer known, HostProc host) {
    check = new PathNameCheck(known, host);
    directories = new DirectoryCheck(check);
  }

  void setReceiver(EventSink sink, @Nullable StateChanges corrected) {
    into = sink;
    state = corrected;
  }

  @Override
  public void onEvent(int cpu, ByteBuffer memory, int offset, int length) {
    if (!PathClaim.isIn(memory, offset, length)) {
      into.onEvent(cpu, memory, offset, length);
      return;
    }
    if (DetailReader.hasDetails(memory, offset)) {
      into.onDetailedEvent(cpu, memory, offset, PathClaim.eventLength(memory, offset), DetailReader.read(memory, offset, length));
      return;
    }
    PathClaim claim = PathClaim.read(memory, offset, length);
    if (claim.isAboutDirectory()) {
      correctDirectory(claim);
    } else if (claim.isAboutFile()) {
      completeFile(claim);
    } else if (claim.isAboutSocket()) {
      completeSocket(claim);
    } else if (isTooLong(claim) || !check.isName(claim, System.nanoTime())) {
      into.onEvent(cpu, memory, offset, PathClaim.eventLength(memory, offset));
    }
  }

  private boolean isTooLong(PathClaim claim) {
    int directory = claim.given().startsWith("/") ? 0 : lengthOfDirectory(claim);
    return directory + claim.given().length() + 1 > StateChanges.JOINED_PATH_BYTES;
  }

  private int lengthOfDirectory(PathClaim claim) {
    StateChanges known = state;
    return known == null ? 0 : known.directory(claim.thread(), claim.directory()).length() + 1;
  }

  private void correctDirectory(PathClaim claim) {
    StateChanges corrected = state;
    if (corrected != null) {
      directories.compare(claim, corrected, System.nanoTime());
    }
  }

  private void completeFile(PathClaim claim) {
    StateChanges completed = state;
    if (completed != null) {
      completed.onFile(claim.thread(), claim.directory(), claim.realPath());
    }
  }

  private void completeSocket(PathClaim claim) {
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
