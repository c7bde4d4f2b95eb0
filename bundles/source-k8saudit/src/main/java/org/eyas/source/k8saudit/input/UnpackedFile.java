package org.eyas.source.k8saudit.input;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.eyas.api.failure.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The content of one file that is read to its end. A file that begins with the number of gzip is unpacked, whatever its name is:
 * objects of Amazon S3 often have no ending. Damaged compressed content ends the file with a line in the log.
 */
final class UnpackedFile implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(UnpackedFile.class);
  private static final int CHUNK_BYTES = 1 << 16;
  private static final int MAGIC_1 = 0x1f;
  private static final int MAGIC_2 = 0x8b;

  private final Path path;
  private final InputStream in;
  private final boolean isCompressed;
  private final byte[] chunk = new byte[CHUNK_BYTES];

  private UnpackedFile(Path path, InputStream in, boolean isCompressed) {
    this.path = path;
    this.in = in;
    this.isCompressed = isCompressed;
  }

  static UnpackedFile open(Path path) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(path), CHUNK_BYTES);
    try {
      in.mark(2);
      boolean isCompressed = in.read() == MAGIC_1 && in.read() == MAGIC_2;
      in.reset();
      return new UnpackedFile(path, isCompressed ? unpacked(path, in) : in, isCompressed);
    } catch (IOException e) {
      QuietCloser.closeQuietly(in);
      throw e;
    }
  }

  // A file whose copy was interrupted may end within the head of gzip.
  private static InputStream unpacked(Path path, InputStream in) throws IOException {
    try {
      return new GZIPInputStream(in, CHUNK_BYTES);
    } catch (EOFException | ZipException e) {
      in.close();
      logDamage(path, e);
      return InputStream.nullInputStream();
    }
  }

  private static void logDamage(Path path, IOException failure) {
    LOG.warn("{}: the compressed content is damaged, and the rest of the file is not read: {}", path, Reason.of(failure));
  }

  /** Adds the next bytes to a buffer. Returns false at the end of the file. */
  boolean isAddedTo(DocumentBuffer buffer) throws IOException {
    int count = nextChunk();
    if (count > 0) {
      buffer.add(count == CHUNK_BYTES ? chunk : Arrays.copyOf(chunk, count));
    }
    return count > 0;
  }

  private int nextChunk() throws IOException {
    try {
      return in.read(chunk);
    } catch (IOException e) {
      if (!isCompressed) {
        throw e;
      }
      logDamage(path, e);
      return -1;
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
