package org.eyas.source.k8saudit.input;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.eyas.api.failure.Reason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads files to their end, one after the other; compressed ones are unpacked. A file that was deleted in the meantime is left out and logged. */
final class FileSequenceInput implements AuditInput {
  private static final Logger LOG = LoggerFactory.getLogger(FileSequenceInput.class);

  private final Iterator<Path> files;
  private final InputLimits limits;
  private @Nullable OpenFile current;

  /** A file, and its bytes that do not belong to a document yet. */
  private static final class OpenFile {
    private final UnpackedFile file;
    private final DocumentBuffer buffer;

    OpenFile(Path path, int maxBytes) throws IOException {
      file = UnpackedFile.open(path);
      buffer = new DocumentBuffer(path.toString(), maxBytes);
    }

    boolean next(AuditDocument into) throws IOException {
      boolean found = buffer.next(into, false);
      boolean isMore = true;
      while (!found && isMore) {
        isMore = file.isAddedTo(buffer);
        found = buffer.next(into, !isMore);
      }
      return found;
    }
  }

  FileSequenceInput(List<Path> files, InputLimits limits) {
    this.files = files.iterator();
    this.limits = limits;
  }

  @Override
  public Found next(AuditDocument into, boolean waits) throws IOException {
    while (true) {
      OpenFile file = current;
      if (file != null && file.next(into)) {
        return Found.DOCUMENT;
      }
      close();
      if (!files.hasNext()) {
        return Found.END;
      }
      current = open(files.next());
    }
  }

  private @Nullable OpenFile open(Path path) {
    try {
      return new OpenFile(path, limits.maxDocumentBytes());
    } catch (IOException e) {
      LOG.warn("{} is not read: {}", path, Reason.of(e));
      return null;
    }
  }

  @Override
  public void close() {
    OpenFile file = current;
    current = null;
    if (file != null) {
      QuietCloser.closeQuietly(file.file);
    }
  }
}
