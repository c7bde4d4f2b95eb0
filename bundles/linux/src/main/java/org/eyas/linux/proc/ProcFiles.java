package org.eyas.linux.proc;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads files, links and folders of {@code /proc}. A process can end at any moment, so anything that no longer exists reads as
 * empty.
 */
public final class ProcFiles {
  private static final byte[] NOTHING = {};

  private final Path root;

  /** @param root {@code /proc}, or in tests a folder of the same structure */
  public ProcFiles(Path root) {
    this.root = root;
  }

  Path path(String relative) {
    return root.resolve(relative);
  }

  byte[] read(String relative) {
    try {
      return Files.readAllBytes(path(relative));
    } catch (IOException e) {
      return NOTHING;
    }
  }

  String link(String relative) {
    try {
      return Files.readSymbolicLink(path(relative)).toString();
    } catch (IOException e) {
      return "";
    }
  }

  /** Attributes of stat(2), following links; empty if the file no longer exists. */
  Map<String, Object> attributes(String relative, String names) {
    try {
      return Files.readAttributes(path(relative), "unix:" + names);
    } catch (IOException | UnsupportedOperationException e) {
      return Map.of();
    }
  }

  /** The entries of a folder whose names are numbers, sorted. */
  List<Long> numbers(String relative) {
    List<Long> numbers = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path(relative))) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (name.chars().allMatch(Character::isDigit)) {
          numbers.add(Long.parseLong(name));
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      return numbers;
    }
    numbers.sort(null);
    return numbers;
  }
}
