package org.eyas.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** The entries in the files of a spool or of the history, as another version of the program could read and write them. */
final class StoredFrames {
  private static final int HEADER_BYTES = 8;

  private StoredFrames() {}

  /** The files of a folder with a suffix, the oldest first; none if there is no folder. */
  static List<Path> files(Path folder, String suffix) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    }
  }

  /** All complete entries in the files of a folder, also those of a spool that were delivered. */
  static List<ByteBuffer> entries(Path folder, String suffix) throws IOException {
    List<ByteBuffer> entries = new ArrayList<>();
    for (Path file : files(folder, suffix)) {
      try {
        addEntries(ByteBuffer.wrap(Files.readAllBytes(file)), entries);
      } catch (NoSuchFileException e) {
        continue; // its entries are delivered
      }
    }
    return entries;
  }

  private static void addEntries(ByteBuffer content, List<ByteBuffer> entries) {
    while (content.remaining() >= HEADER_BYTES && content.getInt(content.position()) <= content.remaining() - HEADER_BYTES) {
      int length = content.getInt();
      entries.add(content.slice(content.position() + Integer.BYTES, length));
      content.position(content.position() + Integer.BYTES + length);
    }
  }

  static int count(Path folder, String suffix) {
    try {
      return entries(folder, suffix).size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Appends an entry to the newest file. */
  static void append(Path folder, String suffix, byte[] entry) throws IOException {
    ByteBuffer length = ByteBuffer.allocate(Integer.BYTES).putInt(0, entry.length);
    ByteBuffer frame =
        ByteBuffer.allocate(HEADER_BYTES + entry.length).putInt(entry.length).putInt(sum(length.array(), entry)).put(entry);
    Files.write(files(folder, suffix).getLast(), frame.array(), StandardOpenOption.APPEND);
  }

  static int sum(byte[]... parts) {
    CRC32C sum = new CRC32C();
    for (byte[] part : parts) {
      sum.update(part);
    }
    return (int) sum.getValue();
  }
}
