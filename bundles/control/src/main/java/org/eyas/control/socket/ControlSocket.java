package org.eyas.control.socket;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/**
 * A unix domain socket that only its owner may use, in a folder that only its owner may enter. A lock beside it shows that
 * it is served: a socket that an engine left when it died is removed, the socket of a running engine is not.
 */
final class ControlSocket implements AutoCloseable {
  private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

  private final Path path;
  private final FileChannel lock;
  private final ServerSocketChannel server;

  private ControlSocket(Path path, FileChannel lock, ServerSocketChannel server) {
    this.path = path;
    this.lock = lock;
    this.server = server;
  }

  /** @throws SocketInUseException if another engine serves it */
  static ControlSocket open(Path path) throws IOException, SocketInUseException {
    makeFolder(Objects.requireNonNull(path.toAbsolutePath().getParent()));
    FileChannel lock = lock(path.resolveSibling(path.getFileName() + ".lock"), path);
    try {
      return new ControlSocket(path, lock, bind(path));
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static void makeFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(Objects.requireNonNull(folder.getParent()));
      Files.createDirectory(folder, attribute(FOLDER));
    }
  }

  private static FileAttribute<?> attribute(Set<PosixFilePermission> permissions) {
    return PosixFilePermissions.asFileAttribute(permissions);
  }

  private static FileChannel lock(Path file, Path socket) throws IOException, SocketInUseException {
    FileChannel lock =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
            attribute(FILE));
    if (lock.tryLock() == null) {
      lock.close();
      throw new SocketInUseException("another engine serves " + socket);
    }
    return lock;
  }

  // Until its permissions are set a socket has those of the umask; a client that connects in between is checked by Peer.
  private static ServerSocketChannel bind(Path path) throws IOException {
    if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) || Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(path + " is not a socket");
    }
    Files.deleteIfExists(path);
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      server.bind(UnixDomainSocketAddress.of(path));
      Files.setPosixFilePermissions(path, FILE);
      return server;
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  SocketChannel accept() throws IOException {
    return server.accept();
  }

  /**
   * Closes the socket and removes it. The lock file stays: if it were deleted, two engines could lock two files of the same
   * name.
   */
  @Override
  public void close() throws IOException {
    try (lock; server) {
      Files.deleteIfExists(path);
    }
  }
}
