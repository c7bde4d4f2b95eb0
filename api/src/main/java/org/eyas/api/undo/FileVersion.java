package org.eyas.api.undo;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A file as it was after one change.
 *
 * @param file the path of the file
 * @param number counts the versions of this file, from 1
 * @param who the user and process of the change; empty if Eyas did not make it, but found the file like this
 * @param change one of these words: "found", "created", "changed", "removed"
 * @param exists whether the file existed after the change
 * @param text the content, with placeholders for secrets; empty if the file did not exist
 */
public record FileVersion(String file, int number, Instant time, String who, String change, boolean exists, String text) {
  /** The lines that differ between two versions, without the common lines before and after them. */
  public record Difference(List<String> removed, List<String> added) {
    public Difference {
      removed = List.copyOf(removed);
      added = List.copyOf(added);
    }
  }

  /** The version of the same file before this one; empty if it is not kept. */
  public Optional<FileVersion> predecessor(List<FileVersion> all) {
    return all.stream()
        .filter(other -> other.number < number && other.file.equals(file))
        .max(Comparator.comparingInt(FileVersion::number));
  }

  /** The author for people. */
  public String author() {
    return who.isEmpty() ? "not by Eyas" : who;
  }

  /** The difference between an older version of the file and this one. */
  public Difference since(FileVersion older) {
    List<String> old = older.text.lines().toList();
    List<String> now = text.lines().toList();
    int start = commonLines(old, now);
    int left = Math.min(old.size(), now.size()) - start;
    int end = Math.min(left, commonLines(old.reversed(), now.reversed()));
    return new Difference(old.subList(start, old.size() - end), now.subList(start, now.size() - end));
  }

  private static int commonLines(List<String> one, List<String> other) {
    int count = 0;
    while (count < Math.min(one.size(), other.size()) && one.get(count).equals(other.get(count))) {
      count++;
    }
    return count;
  }
}
