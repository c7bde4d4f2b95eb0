package org.eyas.respond.guard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file that names the frozen processes. It is written before a process is stopped, so the next guard thaws what a killed one
 * left. It belongs in a folder that ends with the machine's run: process ids mean nothing after a boot.
 */
final class FreezeLedger {
  /** A line of the file. */
  record Entry(int pid, long startTicks) {}

  /** The first line of the file; the digit is its version. */
  static final String HEADER = "eyas frozen processes 1";

  private static final Pattern LINE = Pattern.compile("([0-9]{1,9}) ([0-9]{1,18})");

  private final Path file;

  FreezeLedger(Path file) {
    this.file = file;
  }

  /** The processes that an earlier guard left frozen. A line that is not understood is left out. */
  List<Entry> entries() throws IOException {
    List<Entry> entries = new ArrayList<>();
    if (Files.notExists(file)) {
      return entries;
    }
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      Matcher matcher = LINE.matcher(line);
      if (matcher.matches()) {
        entries.add(new Entry(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2))));
      }
    }
    return entries;
  }

  /** Replaces the file by one with these processes. */
  void write(Collection<Entry> entries) throws IOException {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    entries.forEach(entry -> text.append(entry.pid()).append(' ').append(entry.startTicks()).append('\n'));
    Path next = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(next);
    Files.createFile(next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (FileChannel channel = FileChannel.open(next, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
