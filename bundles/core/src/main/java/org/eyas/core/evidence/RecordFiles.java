package org.eyas.core.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.eyas.api.failure.Reason;
import org.eyas.core.setting.EngineException;
import org.eyas.engine.archive.ArchiveCheck;
import org.eyas.evidence.chain.ChainCheckResult;
import org.eyas.evidence.chain.LineChainCheck;
import org.eyas.evidence.chain.RotatedLineFiles;

/**
 * The records of an engine on disk.
 *
 * @param history the directory of the alert history
 * @param audit the audit log
 * @param journal the evidence journal
 */
record RecordFiles(String history, String audit, String journal) {
  /** Checks the chains of all records. */
  List<ChainCheckResult> check(Collection<String> heads) throws EngineException {
    List<ChainCheckResult> results = new ArrayList<>();
    ChainCheckResult alerts = new ChainCheckResult("history", heads);
    if (!history.isEmpty() && Files.isDirectory(Path.of(history))) {
      try {
        ArchiveCheck.check(Path.of(history), alerts);
      } catch (IOException e) {
        throw unreadable(history, e);
      }
    } else {
      addMissing(alerts, history, "eyas.alert_history.directory");
    }
    results.add(alerts);
    results.add(checkLines("audit", audit, "eyas.audit.file", LineChainCheck::check, heads));
    results.add(checkLines("evidence", journal, "eyas.evidence.file", LineChainCheck::checkDropped, heads));
    return results;
  }

  /** A check of files. */
  private interface LineCheck {
    void check(List<Path> files, ChainCheckResult result) throws IOException;
  }

  private ChainCheckResult checkLines(String record, String file, String key, LineCheck check, Collection<String> heads)
      throws EngineException {
    ChainCheckResult result = new ChainCheckResult(record, heads);
    List<Path> files = files(file);
    if (files.isEmpty()) {
      addMissing(result, file, key);
      return result;
    }
    try {
      check.check(files, result);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    return result;
  }

  private static void addMissing(ChainCheckResult result, String path, String key) {
    if (path.isEmpty()) {
      result.addNote(key, "is empty: nothing is written to disk");
    } else {
      result.addNote(path, "does not exist: nothing was written yet, or it was removed; " + key + " names it");
    }
  }

  /** A file of lines and those that it continues, the oldest first. */
  static List<Path> files(String file) throws EngineException {
    try {
      return file.isEmpty() ? List.of() : RotatedLineFiles.of(Path.of(file));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  static EngineException unreadable(String path, IOException reason) {
    return new EngineException(
        path + " cannot be read: " + Reason.of(reason) + "; run this as root or as the user of the engine");
  }
}
