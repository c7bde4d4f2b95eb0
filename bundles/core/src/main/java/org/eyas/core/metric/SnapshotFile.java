package org.eyas.core.metric;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eyas.api.failure.Reason;
import org.eyas.json.write.CompactJson;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file that gets a line for each snapshot: {@code {"output_fields":{...},"sample":0}}. A failure to write is logged
 * once. The engine continues, and the next snapshot tries again.
 */
public final class SnapshotFile {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotFile.class);

  private final Path path;
  private boolean failing;

  public SnapshotFile(Path path) {
    this.path = path;
  }

  /** Appends a snapshot. The file is opened each time, so that it can be moved away meanwhile. */
  public void append(long sample, SortedMap<String, @Nullable Object> fields) {
    SortedMap<String, Object> line = new TreeMap<>();
    line.put("sample", sample);
    line.put("output_fields", fields);
    try (Writer out = Files.newBufferedWriter(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      out.write(CompactJson.of(line) + "\n");
      failing = false;
    } catch (IOException e) {
      if (!failing) {
        LOG.error("metrics.output_file: cannot write to {}: {}; snapshots are not written", path, reason(e));
      }
      failing = true;
    }
  }

  private static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> "permission denied";
      case NoSuchFileException _ -> "no such directory";
      case FileSystemException system when system.getReason() != null -> system.getReason();
      default -> Reason.of(e);
    };
  }
}
