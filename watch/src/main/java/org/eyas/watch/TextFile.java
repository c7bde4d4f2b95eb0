package org.eyas.watch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
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

/** A text file that others change too: read, and replaced in one step. */
public record TextFile(Path path) {
  private static final int PERMISSIONS = 07777;

  /** What stands in it. */
  public String read() throws IOException {
    try {
      return Files.readString(path);
    } catch (CharacterCodingException e) {
      throw new IOException(path + " is no UTF-8 text: change it with an editor", e);
    }
  }

  /**
   * Puts another text into its place; who reads it meanwhile finds the one or the other, whole. Owner and mode stay. The new
   * text is on the disk when this returns.
   *
   * @param before what the new text is a change of
   * @throws RefusedEditException where something else stands there by now, or the path is a link
   */
  public void replace(String before, String after) throws RefusedEditException, IOException {
    if (Files.isSymbolicLink(path)) {
      throw new RefusedEditException(
          path + " is a symbolic link, as Kubernetes makes them for a ConfigMap: change what it is made from");
    }
    checkUnchanged(before);
    Path fresh = path.resolveSibling("." + path.getFileName() + "." + ProcessHandle.current().pid() + ".new");
    Files.deleteIfExists(fresh);
    try {
      write(fresh, after);
      copyOwner(fresh);
      checkUnchanged(before);
      move(fresh);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private void checkUnchanged(String before) throws RefusedEditException, IOException {
    if (!read().equals(before)) {
      throw new RefusedEditException(path + " was changed by somebody else meanwhile: look at it again");
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
          path + " cannot be replaced: " + e.getReason() + "; where it is mounted by itself, mount its folder", e);
    }
    try (FileChannel folder = FileChannel.open(path.toAbsolutePath().getParent())) {
      folder.force(true);
    }
  }
}
