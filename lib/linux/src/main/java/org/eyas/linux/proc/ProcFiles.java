package org.eyas.linux.proc;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Reads files, links and folders of {@code /proc}. A process can end at any moment, so the content of anything that no
 * longer exists is empty. The content is also empty if this process has no permission to read a file or no descriptor
 * left for it; such reads are counted. One thread at a time uses it.
 */
public final class ProcFiles {
  private static final byte[] NOTHING = {};

  private static final int FIRST_BYTES = 8 << 10;

  private final Path root;
  // These files do not report their size, so each file is first read into the same memory.
  private byte[] buffer = new byte[FIRST_BYTES];
  private long denied;
  private long exhausted;

  /** @param root {@code /proc}, or in tests a folder of the same structure */
  public ProcFiles(Path root) {
    this.root = root;
  }

  Path path(String relative) {
    return root.resolve(relative);
  }

  byte[] read(String relative) {
    try (FileInputStream file = new FileInputStream(root + "/" + relative)) {
      int length = 0;
      for (int read = 0; read >= 0; read = file.read(buffer, length, buffer.length - length)) {
        length += read;
        if (length == buffer.length) {
          buffer = Arrays.copyOf(buffer, 2 * length);
        }
      }
      return Arrays.copyOf(buffer, length);
    } catch (IOException e) {
      countReason(relative);
      return NOTHING;
    }
  }

  // The error of a channel has the reason, but a channel takes twice as long to open. Most files can be read.
  private void countReason(String relative) {
    try {
      Files.newByteChannel(path(relative)).close();
    } catch (IOException e) {
      count(e);
    }
  }

  String link(String relative) {
    try {
      return Files.readSymbolicLink(path(relative)).toString();
    } catch (IOException e) {
      count(e);
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

  private void count(Exception failure) {
    if (failure instanceof AccessDeniedException || failure.getCause() instanceof AccessDeniedException) {
      denied++;
    } else if (String.valueOf(failure).contains("Too many open files")) {
      exhausted++;
    }
  }

  /** The number of reads that were not permitted, so far. */
  long denied() {
    return denied;
  }

  /** The number of reads for which this process had no descriptor left, so far. */
  long exhausted() {
    return exhausted;
  }

  /** The entries of a folder whose names are numbers, sorted. */
  List<Long> numbers(String relative) {
    List<Long> numbers = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(path(relative))) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (ProcNumbers.areDigits(name)) {
          numbers.add(Long.parseLong(name));
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      count(e);
      return numbers;
    }
    numbers.sort(null);
    return numbers;
  }
}
