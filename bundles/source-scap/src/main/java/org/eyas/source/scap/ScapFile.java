package org.eyas.source.scap;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.eyas.api.failure.Reason;
import org.eyas.api.source.SourceException;

/** Opens a capture file, plain or packed with gzip, as a stream of unpacked bytes. */
final class ScapFile {
  private static final int PACKED_CHUNK = 1 << 16;

  private ScapFile() {}

  /**
   * Opens the file. The stream is never empty. A thread unpacks a packed file ahead; it ends when the stream is closed.
   */
  static InputStream open(Path path) throws SourceException {
    if (Files.isDirectory(path)) {
      throw new SourceException(path + ": is a directory, not a capture file", "give the file itself");
    }
    try {
      return unpacked(path);
    } catch (NoSuchFileException e) {
      throw new SourceException(path + ": no such file", "check the path of the capture file", e);
    } catch (java.nio.file.AccessDeniedException e) {
      throw new SourceException(path + ": permission denied", "make the capture file readable", e);
    } catch (IOException e) {
      throw new SourceException(path + ": cannot be read: " + Reason.of(e), "", e);
    }
  }

  private static InputStream unpacked(Path path) throws IOException, SourceException {
    // Unlike Files.newInputStream, this can be interrupted while it waits for a pipe, so that the program can stop.
    InputStream in = Channels.newInputStream(FileChannel.open(path));
    try {
      PushbackInputStream head = new PushbackInputStream(in, 2);
      int first = head.read();
      int second = head.read();
      if (first < 0) {
        throw new SourceException(path + ": the file is empty", "record a capture first");
      }
      if (second >= 0) {
        head.unread(second);
      }
      head.unread(first);
      boolean gzip = first == 0x1f && second == 0x8b;
      return gzip ? new ReadAheadStream(new GZIPInputStream(head, PACKED_CHUNK)) : head;
    } catch (IOException | SourceException e) {
      in.close();
      throw e;
    }
  }
}
