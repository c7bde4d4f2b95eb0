package org.eyas.launcher.pull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;

/**
 * A folder to which nobody else can send what this process writes. Whoever owns a folder on the way can put a link in its place: root
 * would then overwrite any file.
 */
final class SafePlace {
  private static final Path THIS_PROCESS = Path.of("/proc/self");

  private SafePlace() {}

  /** Refuses a folder if it, or a folder that contains it, belongs to somebody else than root and the user of this process. */
  static void check(Path folder) throws IOException {
    Path there = folder;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    Path real = there.toRealPath();
    UserPrincipal user = Files.getOwner(THIS_PROCESS);
    UserPrincipal root = Files.getOwner(Path.of("/"));
    for (Path at = real; at != null; at = at.getParent()) {
      UserPrincipal owner = Files.getOwner(at);
      if (!owner.equals(user) && !owner.equals(root)) {
        throw new IOException(at + " belongs to " + owner.getName() + ", who could send what is written there to other files:"
            + " run the command as this user (sudo -u " + owner.getName() + " ...), or choose another folder with --to");
      }
    }
  }
}
