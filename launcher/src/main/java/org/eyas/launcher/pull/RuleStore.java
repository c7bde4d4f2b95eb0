package org.eyas.launcher.pull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The pulled versions of one artifact, each in a folder that its digest names. The link {@code current} is replaced in
 * one step, so that the engine reads either the old or the new files; {@code previous} is the version before it. Other
 * versions are removed.
 *
 * <p>A new version is on trial from {@link #activate} to {@link #confirm}: meanwhile the link {@code before} names the
 * version to restore. If the process or the machine ends, the next {@link #open} restores that version. All files are
 * on disk before a link names them. Only one process has a store open: it locks the file {@code artifact}, which has
 * the name of the artifact.
 */
final class RuleStore implements AutoCloseable {
  private static final String ARTIFACT = "artifact";
  private static final String CURRENT = "current";
  private static final String PREVIOUS = "previous";
  private static final String BEFORE = "before";
  private static final String ROLLED_BACK = "rolled-back";
  private static final String NEW = ".new";
  private static final String NONE = "none";
  private static final int LONGEST_NAME = 4096;

  private final Path folder;
  private final String artifact;
  private final FileChannel owner;
  private boolean undone;

  private RuleStore(Path folder, String artifact, FileChannel owner) {
    this.folder = folder;
    this.artifact = artifact;
    this.owner = owner;
  }

  /**
   * Opens the store of an artifact, and ends a trial that was not ended.
   *
   * @throws IOException if another process has the store open, the store is that of another artifact, or other users
   *     may write to its folder
   */
  static RuleStore open(Path folder, String artifact) throws IOException {
    Path place = folder.toAbsolutePath().normalize();
    SafeFolderCheck.check(place);
    Files.createDirectories(place);
    FileChannel owner =
        FileChannel.open(
            place.resolve(ARTIFACT),
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
    RuleStore store = new RuleStore(place, artifact, owner);
    try {
      store.lock();
      store.undone = store.isOnTrial();
      store.undo();
      return store;
    } catch (IOException e) {
      store.close();
      throw e;
    }
  }

  private void lock() throws IOException {
    if (locked() == null) {
      throw new IOException(folder + " is in use by another eyas pull-rules: try again when that has ended");
    }
    ByteBuffer name = ByteBuffer.allocate(LONGEST_NAME);
    int length = Math.max(0, owner.read(name, 0));
    String other = new String(name.array(), 0, length, StandardCharsets.UTF_8);
    if (!other.isEmpty() && !other.equals(artifact)) {
      throw new IOException(folder + " has the rules of " + other + ": choose another folder for " + artifact + " with --to");
    }
  }

  private @Nullable FileLock locked() throws IOException {
    try {
      return owner.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // by this process
    }
  }

  /** The folder that the configuration names. */
  Path current() {
    return folder.resolve(CURRENT);
  }

  /** The digest of the current version; empty if there is none. */
  Optional<String> version() throws IOException {
    return target(CURRENT).map(RuleStore::digest);
  }

  /** Whether the last {@link #rollback} left this version, and no other version was activated since. */
  boolean isRolledBack(String digest) throws IOException {
    return target(ROLLED_BACK).equals(Optional.of(name(digest)));
  }

  private Optional<String> target(String link) throws IOException {
    Path path = folder.resolve(link);
    return Files.isSymbolicLink(path) ? Optional.of(Files.readSymbolicLink(path).toString()) : Optional.empty();
  }

  private boolean isOnTrial() throws IOException {
    return target(BEFORE).isPresent();
  }

  /** Writes the files of a version beside the others. */
  Path save(String digest, Map<String, byte[]> files) throws IOException {
    owner.write(ByteBuffer.wrap(artifact.getBytes(StandardCharsets.UTF_8)), 0);
    owner.force(true);
    Path version = folder.resolve(name(digest));
    if (namesToRetain().contains(name(digest))) {
      return version;
    }
    remove(version);
    Path fresh = folder.resolve(NEW);
    remove(fresh);
    Files.createDirectory(fresh);
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      write(fresh.resolve(file.getKey()), file.getValue());
    }
    force(fresh);
    Files.move(fresh, version, StandardCopyOption.ATOMIC_MOVE);
    force(folder);
    return version;
  }

  private static void write(Path file, byte[] content) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
  }

  // The content of a folder, and the new name of a file in it, are on disk only after this call.
  private static void force(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Makes a version the current one on trial. */
  void activate(String digest) throws IOException {
    link(BEFORE, target(CURRENT).orElse(NONE));
    link(CURRENT, name(digest));
  }

  /** Ends the trial: the version stays current, and the one before it becomes the previous one. */
  void confirm() throws IOException {
    Files.deleteIfExists(folder.resolve(ROLLED_BACK));
    endTrial();
  }

  private void endTrial() throws IOException {
    if (target(BEFORE).equals(Optional.of(NONE))) {
      Files.delete(folder.resolve(BEFORE));
    } else {
      rename(BEFORE, PREVIOUS);
    }
  }

  /** Ends the trial, if there is one: the version that was current before is current again. */
  void undo() throws IOException {
    Optional<String> before = target(BEFORE);
    if (before.equals(Optional.of(NONE))) {
      Files.deleteIfExists(current());
      Files.delete(folder.resolve(BEFORE));
    } else if (before.isPresent()) {
      rename(BEFORE, CURRENT);
    }
  }

  /**
   * Exchanges the current and the previous version, and returns the new current one. If the store undid an old trial
   * when it was opened, that was the rollback already: the method only returns the current version.
   */
  String rollback() throws IOException {
    String previous =
        target(undone ? CURRENT : PREVIOUS)
            .orElseThrow(() -> new IOException(folder + " has no previous version to go back to"));
    if (undone) {
      return digest(previous);
    }
    if (isRolledBack(digest(previous))) {
      Files.delete(folder.resolve(ROLLED_BACK));
    } else {
      link(ROLLED_BACK, target(CURRENT).orElse(NONE));
    }
    activate(digest(previous));
    endTrial();
    return digest(previous);
  }

  private void link(String name, String target) throws IOException {
    String next = "." + name + ".next";
    Files.deleteIfExists(folder.resolve(next));
    Files.createSymbolicLink(folder.resolve(next), Path.of(target));
    rename(next, name);
  }

  private void rename(String from, String to) throws IOException {
    Files.move(
        folder.resolve(from), folder.resolve(to), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    force(folder);
  }

  /** Removes all versions except the current and the previous one. */
  void removeOthers() throws IOException {
    List<String> kept = namesToRetain();
    try (Stream<Path> versions = Files.list(folder)) {
      for (Path version : versions.filter(path -> isOther(path, kept)).toList()) {
        remove(version);
      }
    }
  }

  private List<String> namesToRetain() throws IOException {
    return Stream.of(target(CURRENT), target(PREVIOUS)).flatMap(Optional::stream).toList();
  }

  private static boolean isOther(Path path, List<String> kept) {
    String name = String.valueOf(path.getFileName());
    return name.startsWith("sha256-") && !kept.contains(name);
  }

  private static void remove(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static String name(String digest) {
    return digest.replace(':', '-');
  }

  private static String digest(String name) {
    return name.replaceFirst("-", ":");
  }

  /** Lets other processes open the store. */
  @Override
  public void close() throws IOException {
    owner.close();
  }
}
