package org.eyas.provision;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * Whether nobody but root can have put a file where it is: what is installed runs with the rights of the engine. Looks at
 * owner, group and mode as {@code stat} gives them; does not follow links.
 */
final class RootOwned {
  private static final int WRITABLE_BY_OTHERS = 022;
  private static final int STICKY = 01000;

  private final int owner;

  RootOwned() {
    this(0);
  }

  /** @param owner the user id that counts as root: tests do not run as root everywhere */
  RootOwned(int owner) {
    this.owner = owner;
  }

  /** Refuses a folder that others may write, or one on the way to it in which others may rename. */
  void checkFolder(Path folder) throws RefusedJarException {
    check(folder, false);
    for (Path above = folder.toAbsolutePath().getParent(); above != null; above = above.getParent()) {
      check(above, true);
    }
  }

  /** Refuses a jar that is not a plain file of root's. */
  void checkJar(Path jar) throws RefusedJarException {
    if (!Files.isRegularFile(jar, LinkOption.NOFOLLOW_LINKS)) {
      throw new RefusedJarException(jar + " is refused: it is no regular file; copy the jar itself there");
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
      throw new RefusedJarException(path + " is refused: others than root may write it; chmod go-w " + path);
    }
  }

  private static int number(Path path, String attribute) throws RefusedJarException {
    try {
      return Files.getAttribute(path, attribute, LinkOption.NOFOLLOW_LINKS) instanceof Integer number ? number : -1;
    } catch (IOException e) {
      throw new RefusedJarException(path + " cannot be looked at: " + e.getMessage(), e);
    }
  }
}
