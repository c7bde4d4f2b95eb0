package org.eyas.watch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.eyas.api.data.VisibleText;
import org.eyas.api.undo.ChangeAuthor;
import org.eyas.api.undo.FileVersion;

/**
 * The versions of the files of a folder, in its subfolder {@link #NAME}. Each file has a folder of its own there, and each version
 * is a file in it:
 *
 * <pre>
 * eyas-version 1
 * time 2026-12-02T10:15:30Z
 * who ann (from 10.0.0.1)
 * change changed
 *                             an empty line, then the text
 * </pre>
 *
 * Only the owner may read them. A person who may write to the folder could invent versions, so folders that others may write to are
 * refused; the word of a version is that of the user of the engine and of root.
 */
public final class VersionFolder {
  /** The name of the folder. */
  public static final String NAME = ".eyas-history";

  /** How many versions of a file are kept. */
  static final int MOST = 50;

  /** How many histories of files that exist no more are kept, because each mute is a file of its own. */
  static final int MOST_REMOVED = 200;

  private static final String FORMAT = "eyas-version 1";
  private static final int HEADER_LINES = 5;
  private static final int OTHERS_WRITE = 022;
  private static final String FOUND = "found";
  private static final String REMOVED = "removed";

  private final Path parent;
  private final Path root;

  /** @param parent the folder of the files */
  public VersionFolder(Path parent) {
    this.parent = parent.toAbsolutePath();
    root = this.parent.resolve(NAME);
  }

  /** The versions of all files of the folder, those of one file in their order. Versions in an unknown format are skipped. */
  public List<FileVersion> versions() throws IOException {
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    checkOwner(root);
    List<FileVersion> all = new ArrayList<>();
    for (Path file : entries(root)) {
      all.addAll(versions(file.getFileName().toString()));
    }
    return all;
  }

  /** The versions of one file, the oldest first. */
  List<FileVersion> versions(String name) throws IOException {
    Path folder = root.resolve(name);
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    checkOwner(folder);
    List<FileVersion> versions = new ArrayList<>();
    for (Path stored : entries(folder)) {
      if (stored.getFileName().toString().matches("\\d{8}")) {
        read(stored).ifPresent(versions::add);
      }
    }
    return versions;
  }

  /**
   * Adds a version, before the file itself changes. If the file is not as the newest version says, somebody else has changed it: then
   * its state before is a version, too.
   *
   * @param before the content before the change; empty if the file does not exist
   * @param after the content after it; empty if the file is removed
   * @return the number of the version, for {@link #drop}
   */
  int add(String name, Optional<String> before, Optional<String> after) throws IOException {
    synchronized (VersionFolder.class) {
      createFolder(root);
      createFolder(root.resolve(name));
      List<FileVersion> known = versions(name);
      int next = newestNumber(name) + 1;
      if (known.isEmpty() ? before.isPresent() : !content(known.getLast()).equals(before)) {
        write(name, next++, "", before.isPresent() ? FOUND : REMOVED, before);
      }
      write(name, next, ChangeAuthor.current(), after.isEmpty() ? REMOVED : before.isEmpty() ? "created" : "changed", after);
      prune(name);
      return next;
    }
  }

  /** Removes a version whose change failed. */
  void drop(String name, int version) throws IOException {
    Files.deleteIfExists(stored(name, version));
  }

  private static Optional<String> content(FileVersion version) {
    return version.exists() ? Optional.of(version.text()) : Optional.empty();
  }

  // Also counts versions in an unknown format: their numbers are not given again.
  private int newestNumber(String name) throws IOException {
    return entries(root.resolve(name)).stream().map(path -> path.getFileName().toString())
        .filter(number -> number.matches("\\d{8}"))
        .mapToInt(Integer::parseInt).max().orElse(0);
  }

  private Path stored(String name, int version) {
    return root.resolve(name).resolve("%08d".formatted(version));
  }

  private void write(String name, int number, String who, String change, Optional<String> text) throws IOException {
    String header =
        FORMAT + "\ntime " + Instant.now().truncatedTo(ChronoUnit.SECONDS) + "\nwho " + VisibleText.line(who) + "\nchange "
            + change
            + "\n\n";
    Path target = stored(name, number);
    Path fresh = target.resolveSibling(".new");
    Files.deleteIfExists(fresh);
    var secret = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var how = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (var channel = Files.newByteChannel(fresh, how, secret)) {
      var bytes = StandardCharsets.UTF_8.encode(header + text.orElse(""));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }
    Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
  }

  private Optional<FileVersion> read(Path stored) throws IOException {
    String[] lines = Files.readString(stored).split("\n", HEADER_LINES + 1);
    if (lines.length <= HEADER_LINES || !lines[0].equals(FORMAT)) {
      return Optional.empty();
    }
    try {
      String file = parent.resolve(Objects.requireNonNull(stored.getParent()).getFileName()).toString();
      int number = Integer.parseInt(stored.getFileName().toString());
      Instant time = Instant.parse(value(lines[1], "time "));
      String change = value(lines[3], "change ");
      return Optional.of(
          new FileVersion(file, number, time, value(lines[2], "who "), change, !change.equals(REMOVED), lines[HEADER_LINES]));
    } catch (DateTimeException e) {
      return Optional.empty(); // not written by Eyas
    }
  }

  private static String value(String line, String key) {
    return line.startsWith(key) ? line.substring(key.length()) : "";
  }

  private void prune(String name) throws IOException {
    List<FileVersion> known = versions(name);
    for (FileVersion old : known.subList(0, Math.max(0, known.size() - MOST))) {
      drop(name, old.number());
    }
    List<Path> removed = new ArrayList<>();
    for (Path folder : entries(root)) {
      if (!Files.exists(parent.resolve(folder.getFileName())) && !folder.getFileName().toString().equals(name)) {
        removed.add(folder);
      }
    }
    removed.sort(Comparator.comparing(path -> path.toFile().lastModified()));
    for (Path folder : removed.subList(0, Math.max(0, removed.size() - MOST_REMOVED))) {
      for (Path stored : entries(folder)) {
        Files.deleteIfExists(stored);
      }
      Files.deleteIfExists(folder);
    }
  }

  private static List<Path> entries(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }

  private static void createFolder(Path folder) throws IOException {
    try {
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (FileAlreadyExistsException e) {
      checkOwner(folder);
    } catch (NoSuchFileException e) {
      throw new IOException(folder.getParent() + " does not exist: create it", e);
    }
  }

  private static void checkOwner(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(folder + " is not a folder: remove it, and the next change creates it");
    }
    Object owner = Files.getAttribute(folder, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    int mode = (Integer) Files.getAttribute(folder, "unix:mode", LinkOption.NOFOLLOW_LINKS);
    boolean trusted = owner.equals(0) || owner.equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    if (!trusted || (mode & OTHERS_WRITE) != 0) {
      throw new IOException(
          folder
              + " belongs to another user, or others may write to it, so its versions may be invented: check them, then remove the"
              + " folder, or enter chown and chmod 700");
    }
  }
}
