package org.eyas.watch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A text file that other programs may also change. It is read and replaced as a whole. Each change is a version in the
 * {@link VersionFolder} beside it.
 *
 * @param hidden the content with placeholders for secrets, as the versions have it
 */
public record TextFile(Path path, UnaryOperator<String> hidden) {
  private static final int PERMISSIONS = 07777;

  /** A file without secrets. */
  public TextFile(Path path) {
    this(path, UnaryOperator.identity());
  }

  /** The content of the file. */
  public String read() throws IOException {
    try {
      return Files.readString(path);
    } catch (CharacterCodingException e) {
      throw new IOException(path + " is not UTF-8 text: change it with an editor", e);
    }
  }

  /**
   * Replaces the content in one step: another reader sees either the old or the new text. Owner and mode are kept. When this
   * returns, the new text is on the disk.
   *
   * @param before the content that the caller started from
   * @throws RefusedEditException if the content has changed since, or the path is a link
   */
  public void replace(String before, String after) throws RefusedEditException, IOException {
    if (Files.isSymbolicLink(path)) {
      throw new RefusedEditException(
          path + " is a symbolic link, as in a ConfigMap of Kubernetes: change the original");
    }
    checkUnchanged(before);
    Path fresh = path.resolveSibling("." + path.getFileName() + "." + ProcessHandle.current().pid() + ".new");
    Files.deleteIfExists(fresh);
    try {
      write(fresh, after);
      copyOwner(fresh);
      checkUnchanged(before);
      record(Optional.of(before), Optional.of(after), () -> move(fresh));
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /**
   * Creates the file; another reader sees it with its whole content.
   *
   * @throws RefusedEditException if it exists
   */
  public void create(String content) throws RefusedEditException, IOException {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new RefusedEditException(path + " exists already");
    }
    Path fresh = path.resolveSibling("." + path.getFileName() + ".new");
    try {
      Files.writeString(fresh, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
      record(Optional.empty(), Optional.of(content), () -> link(fresh));
    } catch (FileAlreadyExistsException e) {
      throw new RefusedEditException(path + " exists already");
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  // Unlike a rename, a link replaces nothing; some file systems have none.
  private void link(Path fresh) throws IOException {
    try {
      Files.createLink(path, fresh);
    } catch (UnsupportedOperationException e) {
      Files.move(fresh, path);
    } catch (FileSystemException e) {
      if (e instanceof FileAlreadyExistsException) {
        throw e;
      }
      Files.move(fresh, path);
    }
  }

  /**
   * Removes the file.
   *
   * @param before the content that the caller started from
   * @throws RefusedEditException if the content has changed since
   */
  public void delete(String before) throws RefusedEditException, IOException {
    checkUnchanged(before);
    record(Optional.of(before), Optional.empty(), () -> Files.delete(path));
  }

  private interface FileAction {
    void run() throws IOException;
  }

  // The version comes first: a change that cannot be undone is not made.
  private void record(Optional<String> before, Optional<String> after, FileAction change) throws IOException {
    String name = path.getFileName().toString();
    VersionFolder folder = new VersionFolder(Objects.requireNonNull(path.toAbsolutePath().getParent()));
    int version = folder.add(name, before.map(hidden), after.map(hidden));
    boolean done = false;
    try {
      change.run();
      done = true;
    } finally {
      if (!done) {
        folder.drop(name, version);
      }
    }
  }

  private void checkUnchanged(String before) throws RefusedEditException, IOException {
    if (!read().equals(before)) {
      throw new RefusedEditException(path + " has been changed by somebody else: read it again");
    }
  }

  private static void write(Path fresh, String text) throws IOException {
    var secret = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var how = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel file = FileChannel.open(fresh, how, secret)) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      file.force(true);
    }
  }

  private void copyOwner(Path fresh) throws IOException {
    Map<String, Object> wanted = Files.readAttributes(path, "unix:uid,gid,mode", LinkOption.NOFOLLOW_LINKS);
    Map<String, Object> given = Files.readAttributes(fresh, "unix:uid,gid", LinkOption.NOFOLLOW_LINKS);
    for (String owner : List.of("gid", "uid")) {
      if (!Objects.equals(wanted.get(owner), given.get(owner))) {
        Files.setAttribute(fresh, "unix:" + owner, wanted.get(owner));
      }
    }
    if (wanted.get("mode") instanceof Integer mode) {
      Files.setAttribute(fresh, "unix:mode", mode & PERMISSIONS);
    }
  }

  private void move(Path fresh) throws IOException {
    try {
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      throw new IOException(
          path + " cannot be replaced: " + e.getReason() + "; if the file itself is a mount, mount its folder instead", e);
    }
    try (FileChannel folder = FileChannel.open(path.toAbsolutePath().getParent())) {
      folder.force(true);
    }
  }
}
