package org.eyas.output.grpc;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.eyas.api.failure.Reason;

/** The file of a unix socket. */
final class UnixSocketFile {
  private static final PosixFilePermission[] BY_BIT = PosixFilePermission.values();
  private static final int ALL = 0777;

  private final Path file;
  private final Set<PosixFilePermission> permissions;

  /** @param mode the permissions: 0600 (octal) */
  UnixSocketFile(Path file, int mode) {
    this.file = file;
    permissions = permissions(mode & ALL);
  }

  // The constants are in order from the owner's read permission, the highest bit, to everybody's execute permission, the lowest.
  private static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> set = EnumSet.noneOf(PosixFilePermission.class);
    for (PosixFilePermission permission : BY_BIT) {
      if ((mode >> BY_BIT.length - 1 - permission.ordinal() & 1) != 0) {
        set.add(permission);
      }
    }
    return set;
  }

  UnixDomainSocketAddress address() {
    return UnixDomainSocketAddress.of(file);
  }

  /** Makes the folder, and removes the socket of a server that has ended. */
  void prepare() throws IOException {
    try {
      Files.createDirectories(file.getParent());
      if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        removeDead();
      }
    } catch (FileAlreadyExistsException e) {
      throw wrong(e.getFile() + " is not a directory");
    } catch (AccessDeniedException e) {
      throw wrong(e.getFile() + ": permission denied");
    } catch (FileSystemException e) {
      throw wrong(e.getReason() == null ? Reason.of(e) : e.getFile() + ": " + e.getReason());
    }
  }

  private void removeDead() throws IOException {
    if (!Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).isOther()) {
      throw wrong("exists and is not a socket; remove it or name another file");
    }
    if (isServed()) {
      throw wrong("another program listens on it");
    }
    Files.delete(file);
  }

  private boolean isServed() {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      return channel.connect(address());
    } catch (ConnectException e) {
      return false; // refused: nobody listens
    } catch (IOException e) {
      return true;
    }
  }

  /** Sets the permissions. Called when the socket exists. */
  void setPermissions() throws IOException {
    Files.setPosixFilePermissions(file, permissions);
  }

  private IOException wrong(String what) {
    return new IOException(BindAddress.KEY + ": " + file + ": " + what);
  }
}
