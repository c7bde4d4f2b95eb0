package org.eyas.selfwatch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state of files at one moment. Each file has a stamp of its inode, size, owner, mode and the time of its last
 * change, which no program can set. The content of the files is not read. Immutable.
 *
 * @param stamps by path
 */
record FileStamps(SortedMap<Path, String> stamps) {
  private static final Logger LOG = LoggerFactory.getLogger(FileStamps.class);
  private static final String ATTRIBUTES = "unix:ino,size,uid,gid,mode,ctime";

  /** The stamps of files, and of the files directly in folders. A path that does not exist has none. */
  static FileStamps of(Collection<Path> paths) {
    SortedMap<Path, String> stamps = new TreeMap<>();
    paths.stream().map(Path::toAbsolutePath).forEach(path -> add(path, stamps));
    return new FileStamps(stamps);
  }

  private static void add(Path path, SortedMap<Path, String> stamps) {
    if (!Files.isDirectory(path)) {
      addFile(path, stamps);
      return;
    }
    try (Stream<Path> files = Files.list(path)) {
      files.forEach(file -> addFile(file, stamps));
    } catch (IOException | UncheckedIOException e) {
      LOG.debug("{} cannot be listed any more", path, e);
    }
  }

  private static void addFile(Path file, SortedMap<Path, String> stamps) {
    try {
      if (Files.isRegularFile(file)) {
        stamps.put(file, new TreeMap<>(Files.readAttributes(file, ATTRIBUTES)).toString());
      }
    } catch (IOException e) {
      LOG.debug("{} disappeared", file, e);
    }
  }

  /** The differences to a later moment. */
  List<FileChange> changesUntil(FileStamps later) {
    List<FileChange> changes = new ArrayList<>();
    for (Map.Entry<Path, String> before : stamps.entrySet()) {
      String after = later.stamps.get(before.getKey());
      if (after == null) {
        changes.add(new FileChange(before.getKey(), "removed"));
      } else if (!after.equals(before.getValue())) {
        changes.add(new FileChange(before.getKey(), "changed"));
      }
    }
    later.stamps.keySet().stream().filter(path -> !stamps.containsKey(path))
        .forEach(path -> changes.add(new FileChange(path, "added")));
    return changes;
  }
}
