package org.eyas.source.k8saudit.input;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.eyas.api.failure.Reason;
import org.eyas.api.source.SourceException;

/** Lists the files of a folder by the time of their last change, as in Falco, and by name if the times are equal. */
final class FolderListing {
  /** A file with the time of its last change. The time is read once, because it may change while the list is sorted. */
  private record Dated(Path path, FileTime written) {}

  private FolderListing() {}

  static List<Path> of(Path folder) throws SourceException {
    List<Dated> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : (Iterable<Path>) all::iterator) {
        if (Files.isRegularFile(file)) {
          files.add(new Dated(file, Files.getLastModifiedTime(file)));
        }
      }
    } catch (IOException e) {
      throw new SourceException(folder + " cannot be read: " + Reason.of(e), "check the permissions of the folder", e);
    }
    files.sort(Comparator.comparing(Dated::written).thenComparing(Dated::path));
    return files.stream().map(Dated::path).toList();
  }
}
