package org.eyas.launcher.pull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;

/**
 * Checks that no other user can redirect the files that this process writes to a folder. The owner of a folder on the
 * path can replace the next folder by a link: root would then overwrite any file.
 */
final class SafeFolderCheck {
  private static final Path THIS_PROCESS = Path.of("/proc/self");

  private SafeFolderCheck() {}

  /**
   * Refuses a folder if it, or a folder that contains it, belongs to a user other than root and the user of this
   * process.
   */
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
        throw new IOException(at + " belongs to " + owner.getName() + ", who could send the written files to other places:"
            + " run the command as this user (sudo -u " + owner.getName() + " ...), or choose another folder with --to");
      }
    }
  }
}
