package org.eyas.provision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.eyas.api.failure.Reason;

/**
 * Checks that only root can have put a file where it is, because bundles run with the rights of the engine. Checks owner, group
 * and mode, as {@code stat} shows them; does not follow links.
 */
final class RootOwnershipCheck {
  private static final int WRITABLE_BY_OTHERS = 022;
  private static final int STICKY = 01000;

  private final int owner;

  RootOwnershipCheck() {
    this(0);
  }

  /** @param owner the id of the user that counts as root; tests do not always run as root */
  RootOwnershipCheck(int owner) {
    this.owner = owner;
  }

  /** Refuses a folder that other users may write to, or that is in a folder in which other users may rename files. */
  void checkFolder(Path folder) throws RefusedJarException {
    check(folder, false);
    for (Path above = folder.toAbsolutePath().getParent(); above != null; above = above.getParent()) {
      check(above, true);
    }
  }

  /** Refuses a jar that is not a regular file that belongs to root. */
  void checkJar(Path jar) throws RefusedJarException {
    if (!Files.isRegularFile(jar, LinkOption.NOFOLLOW_LINKS)) {
      throw new RefusedJarException(jar + " is refused: it is not a regular file; copy the jar itself there");
    }
    check(jar, false);
  }

  private void check(Path path, boolean above) throws RefusedJarException {
    int mode = number(path, "unix:mode");
    int uid = number(path, "unix:uid");
    if (uid != owner && uid != 0) {
      throw new RefusedJarException(path + " is refused: it belongs to user " + uid + ", not to root; chown root " + path);
    }
    boolean harmless = above && (mode & STICKY) != 0;
    if ((mode & WRITABLE_BY_OTHERS) != 0 && !harmless) {
      throw new RefusedJarException(path + " is refused: users other than root may write to it; chmod go-w " + path);
    }
  }

  private static int number(Path path, String attribute) throws RefusedJarException {
    try {
      return Files.getAttribute(path, attribute, LinkOption.NOFOLLOW_LINKS) instanceof Integer number ? number : -1;
    } catch (IOException e) {
      throw new RefusedJarException(path + " cannot be checked: " + Reason.of(e), e);
    }
  }
}
