package org.eyas.engine.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.eyas.api.history.PastAlert;
import org.eyas.evidence.chain.ChainCheckResult;
import org.eyas.evidence.chain.ChainDigest;
import org.eyas.spool.EntryFrame;
import org.jspecify.annotations.Nullable;

/**
 * Checks the hash chain of an archive, each byte of its segments, and that each index describes the alerts of its segment. It only
 * reads; an engine that writes there meanwhile may appear as an incomplete end.
 */
public final class ArchiveCheck {
  private static final long LARGEST_FILE = 64 << 20;

  private final ChainCheckResult result;
  private final ChainDigest digest = new ChainDigest();
  private byte @Nullable [] head; // null before the first link, and after damage
  private boolean begun;
  private long lastNumber;
  private long oldestLeft;
  private SegmentIndex index = new SegmentIndex();
  private boolean isIndexKnown;
  private byte[] bytes = {};

  private ArchiveCheck(ChainCheckResult result) {
    this.result = result;
  }

  /** Checks the files in a directory. */
  public static void check(Path directory, ChainCheckResult result) throws IOException {
    ArchiveCheck check = new ArchiveCheck(result);
    List<Path> files = check.segments(directory);
    for (Path file : files) {
      try {
        check.checkFile(file, file.equals(files.getLast()));
      } catch (NoSuchFileException e) {
        result.addNote(file.toString(), "was dropped during this check");
      }
    }
    if (!files.isEmpty()) {
      check.checkOldest(files.getFirst());
    }
  }

  private List<Path> segments(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(ArchiveSegment.SUFFIX)).filter(this::isSegment).sorted().toList();
    }
  }

  private boolean isSegment(Path file) {
    boolean isSegment = String.valueOf(file.getFileName()).matches(ArchiveSegment.NAME) && Files.isRegularFile(file);
    if (!isSegment) {
      result.addNote(file.toString(), "is not a file of the alert history");
    }
    return isSegment;
  }

  private static long number(Path file) {
    return Long.parseLong(String.valueOf(file.getFileName()).substring(0, 20));
  }

  private void checkOldest(Path first) {
    if (oldestLeft > 0 && number(first) > oldestLeft) {
      result.addBreak(
          first.toString(),
          "files before this one were removed, but not by the engine: the oldest alert must be number " + oldestLeft
              + ", not " + number(first));
    }
  }

  private void checkFile(Path file, boolean isLast) throws IOException {
    if (Files.size(file) > LARGEST_FILE) {
      result.addBreak(file.toString(), "is too large for a file of the alert history");
      head = null;
      return;
    }
    bytes = Files.readAllBytes(file);
    ByteBuffer content = ByteBuffer.wrap(bytes);
    index = new SegmentIndex();
    isIndexKnown = true;
    int at = 0;
    while (at < content.limit()) {
      int length = EntryFrame.lengthAt(content, at);
      if (length >= 0) {
        checkEntry(file, at,
            content.duplicate().limit(at + EntryFrame.HEADER_BYTES + length).position(at + EntryFrame.HEADER_BYTES));
        at += EntryFrame.HEADER_BYTES + length;
      } else {
        at = checkDamage(file, at, content, isLast);
      }
    }
    checkIndex(file);
  }

  /** Returns the place of the next complete entry. */
  private int checkDamage(Path file, int at, ByteBuffer content, boolean isLast) {
    int next = at + 1;
    while (next < content.limit() && EntryFrame.lengthAt(content, next) < Long.BYTES) {
      next++;
    }
    if (isLast && next == content.limit()) {
      result.addNote(place(file, at, lastNumber), "ends in the middle of an alert, as after a crash");
    } else {
      result.addBreak(place(file, at, lastNumber), "the bytes to " + next + " are damaged");
      head = null;
    }
    isIndexKnown = false;
    return next;
  }

  private static String place(Path file, int at, long after) {
    return file + ": byte " + at + (after > 0 ? ", after alert " + after : "");
  }

  private void checkEntry(Path file, int at, ByteBuffer entry) {
    int start = entry.position();
    try {
      PastAlert past = ArchivedAlertCodec.read(entry);
      String place = file + ": alert " + past.number();
      index.add(past.alert());
      checkNumber(file, at, place, past.number());
      if (entry.hasRemaining()) {
        checkLink(place, ChainLink.read(entry, start), start);
      } else {
        addUnchained(place);
      }
    } catch (IOException e) {
      result.addBreak(place(file, at, lastNumber), "is not an alert");
      head = null;
      isIndexKnown = false;
    }
  }

  private void checkNumber(Path file, int at, String place, long number) {
    if (at == 0 && number != number(file)) {
      result.addBreak(place, "the name of the file is not the number of its first alert");
    } else if (number <= lastNumber) {
      result.addBreak(place, "comes after alert " + lastNumber + ": alerts were exchanged or added");
    }
    lastNumber = number;
  }

  private void addUnchained(String place) {
    if (begun) {
      result.addBreak(place, "has no chain, although alerts before it have one: it was added, or an earlier version wrote it");
    } else {
      result.addUnchained();
    }
    isIndexKnown = false; // an earlier version may have made another index
  }

  private void checkLink(String place, @Nullable ChainLink link, int start) {
    if (link == null) {
      result.addBreak(place, "the bytes after the alert are not a link of the chain");
      head = null;
      return;
    }
    byte[] before = link.before();
    if (before != null) {
      checkBefore(place, before);
      oldestLeft = link.oldest();
      head = before;
    } else if (head == null && !begun) {
      result.addBreak(place, "is the first one, but does not begin a file: alerts before it were removed");
    }
    begun = true;
    checkDigest(place, link, start);
  }

  private void checkBefore(String place, byte[] before) {
    byte[] known = head;
    if (known != null && !Arrays.equals(known, before)) {
      result.addBreak(place, "does not continue the alert before it: alerts were changed, removed, exchanged or added here");
    }
  }

  private void checkDigest(String place, ChainLink link, int start) {
    byte[] known = head;
    boolean isIntact = known != null && Arrays.equals(link.digest(), digest.of(known, bytes, start, link.covered()));
    if (known != null && !isIntact) {
      result.addBreak(place, "was changed, or alerts before it were changed, removed, exchanged or added");
    }
    head = link.digest();
    result.addEntry(isIntact ? ChainDigest.text(link.digest()) : "");
  }

  private void checkIndex(Path file) throws IOException {
    Path indexFile =
        file.resolveSibling(String.valueOf(file.getFileName()).replace(ArchiveSegment.SUFFIX, ArchiveSegment.INDEX_SUFFIX));
    if (!isIndexKnown || !Files.isRegularFile(indexFile)) {
      return;
    }
    ByteBuffer expected = EntryFrame.pack(List.of(index.bytes())).getFirst();
    if (!expected.equals(ByteBuffer.wrap(Files.readAllBytes(indexFile)))) {
      result.addBreak(indexFile.toString(),
          "does not describe the alerts of its file: searches may not find all of them; delete it");
    }
  }
}
