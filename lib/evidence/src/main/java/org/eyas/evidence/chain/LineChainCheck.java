package org.eyas.evidence.chain;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the chain in files of JSON lines. The user who runs it must be able to read them. */
public final class LineChainCheck {
  private final ChainCheckResult result;
  private final ChainDigest digest = new ChainDigest();
  private @Nullable String expected; // null before the first chained line
  private final Set<String> dropped = new HashSet<>();
  private String oldest = "";
  private String oldestPlace = "";
  private boolean isLastFile;

  private LineChainCheck(ChainCheckResult result) {
    this.result = result;
  }

  /**
   * Checks files that continue each other, and that somebody else may move away.
   *
   * @param files the oldest first
   * @param result gets the entries and findings
   */
  public static void check(List<Path> files, ChainCheckResult result) throws IOException {
    LineChainCheck check = new LineChainCheck(result);
    check.readAll(files);
    if (!check.oldest.isEmpty()) {
      result.addNote(check.oldestPlace,
          "continues entries that are in none of these files: they were moved away or removed; their head is " + check.oldest);
    }
  }

  /** The same for files of a {@link ChainedFile}, which only the engine drops: it writes down which. */
  public static void checkDropped(List<Path> files, ChainCheckResult result) throws IOException {
    LineChainCheck check = new LineChainCheck(result);
    check.readAll(files);
    if (!check.oldest.isEmpty() && !check.dropped.contains(check.oldest)) {
      result.addBreak(check.oldestPlace,
          "entries before this one were removed, but not by the engine; their head is " + check.oldest);
    }
  }

  private void readAll(List<Path> files) throws IOException {
    for (Path file : files) {
      isLastFile = file.equals(files.getLast());
      read(file);
    }
  }

  private void read(Path file) throws IOException {
    RecordLineReader.read(file, (line, number, isEnded) -> {
      if (isEnded) {
        checkLine(line, place(file, number));
      } else {
        checkEnd(line, place(file, number));
      }
    });
  }

  private static String place(Path file, long line) {
    return file + ":" + line;
  }

  private void checkEnd(byte[] line, String place) {
    if (ChainedLine.parse(line, digest).isPresent()) {
      checkLine(line, place);
      result.addNote(place, "the end of the line is missing, as after a crash");
    } else if (isLastFile) {
      result.addNote(place, "ends in the middle of an entry, as after a crash");
    } else {
      checkLine(line, place);
    }
  }

  private void checkLine(byte[] line, String place) {
    Optional<ChainedLine> chained = ChainedLine.parse(line, digest);
    if (chained.isPresent()) {
      checkChained(chained.get(), place);
    } else {
      checkUnchained(line, place);
    }
  }

  private void checkChained(ChainedLine line, String place) {
    checkBefore(line.before(), place);
    if (!line.isIntact()) {
      result.addBreak(place, "the entry was changed after it was written");
    }
    expected = line.chain();
    dropped.add(line.dropped());
    result.addEntry(line.isIntact() ? line.chain() : "");
  }

  private void checkBefore(String before, String place) {
    if (expected == null) {
      if (!before.equals(ChainDigest.START)) {
        oldest = before;
        oldestPlace = place;
      }
    } else if (!before.equals(expected)) {
      result.addBreak(place, "does not continue the entry before it: entries were changed, removed, exchanged or added here");
    }
  }

  private void checkUnchained(byte[] line, String place) {
    if (line.length == 0) {
      result.addBreak(place, "an empty line, which the engine does not write");
    } else if (line[line.length - 1] != '}') {
      result.addNote(place, "is not a complete entry, as after a crash; the chain does not contain it");
    } else if (expected == null) {
      result.addUnchained();
    } else {
      result.addBreak(place,
          "has no chain, although entries before it have one: it was changed or added, or an earlier version wrote it");
    }
  }
}
