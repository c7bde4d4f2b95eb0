package org.eyas.engine.recording;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * A gzip file that only the user of this process can read, because captures contain data and environments of programs.
 */
final class GzipFile implements AutoCloseable {
  private static final int BUFFER = 1 << 16;
  private static final Set<? extends OpenOption> OPTIONS =
      Set.of(
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE,
          LinkOption.NOFOLLOW_LINKS);

  private final Counted file;
  private final OutputStream packed;

  private GzipFile(Counted file) throws IOException {
    this.file = file;
    packed = new Fast(file);
  }

  /** Creates a file, or truncates the existing one. */
  static GzipFile create(Path path) throws IOException {
    FileChannel channel =
        FileChannel.open(
            path, OPTIONS, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      return new GzipFile(new Counted(Channels.newOutputStream(channel)));
    } catch (IOException e) {
      channel.close(); // the constructor already writes the header
      throw e;
    }
  }

  void write(byte[] bytes, int length) throws IOException {
    packed.write(bytes, 0, length);
  }

  /** Bytes in the file, without data that is still being compressed. */
  long written() {
    return file.count;
  }

  @Override
  public void close() throws IOException {
    try {
      packed.close();
    } finally {
      file.close(); // still open if the last data could not be compressed
    }
  }

  /** Compresses at the speed of events rather than as small as possible. */
  private static final class Fast extends GZIPOutputStream {
    Fast(OutputStream out) throws IOException {
      super(out, BUFFER);
      def.setLevel(Deflater.BEST_SPEED);
    }

    @Override
    public void close() throws IOException {
      try {
        super.close();
      } finally {
        def.end(); // frees native memory, even if the file could not be finished
      }
    }
  }

  private static final class Counted extends FilterOutputStream {
    private long count;

    Counted(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int b) throws IOException {
      out.write(b);
      count++;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      count += length;
    }
  }
}
