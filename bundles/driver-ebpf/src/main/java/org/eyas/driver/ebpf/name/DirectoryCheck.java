package org.eyas.driver.ebpf.name;

import java.nio.charset.StandardCharsets;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.source.StateChanges;

/**
 * Compares the directories that the engine knows with those that the probe reports. If the engine's path is another
 * name of the same directory (a symbolic link), the engine's path stays, because users know the directory by that name.
 * Called on the event loop's thread only.
 */
public final class DirectoryCheck {
  private final PathNameCheck names;

  public DirectoryCheck(PathNameCheck names) {
    this.names = names;
  }

  /** Corrects the engine's path of a directory if that path does not lead to the reported directory. */
  public void compare(PathClaim claim, StateChanges state, long nowNanos) {
    Text real = claim.realPath();
    Bytes known = state.directory(claim.thread(), claim.directory());
    if (!known.contentEquals(real) && !leadsThere(claim, known, nowNanos)) {
      state.onDirectory(claim.thread(), claim.directory(), real);
    }
  }

  private boolean leadsThere(PathClaim claim, Bytes known, long nowNanos) {
    if (!known.isPresent() || known.isEmpty() || known.at(0) != '/') {
      return false;
    }
    String path = new String(known.toArray(), StandardCharsets.ISO_8859_1) + "/";
    return names.isName(new PathClaim(claim.thread(), PathClaim.CURRENT_DIRECTORY, path, claim.real(), 0), nowNanos);
  }
}
