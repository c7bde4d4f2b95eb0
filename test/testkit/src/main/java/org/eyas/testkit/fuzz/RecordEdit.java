package org.eyas.testkit.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * A random edit of a record that consists of files with entries, as somebody makes it who wants to hide something: it changes,
 * removes, adds or exchanges bytes or whole entries, or removes a file.
 */
public final class RecordEdit {
  private static final int LONGEST = 40;

  /** The kinds of edits. */
  private enum Kind {
    FLIP_BIT,
    CHANGE_BYTE,
    REMOVE_BYTES,
    INSERT_BYTES,
    TRUNCATE,
    REMOVE_ENTRIES,
    REPEAT_ENTRY,
    EXCHANGE_ENTRIES,
    REMOVE_FILE
  }

  private final Path file;
  private final byte[] original;
  private final byte[] edited;
  private final Kind kind;
  private final int from;
  private final int to;

  private RecordEdit(Path file, byte[] original, byte[] edited, Kind kind, int from, int to) {
    this.file = file;
    this.original = original;
    this.edited = edited;
    this.kind = kind;
    this.from = from;
    this.to = to;
  }

  /**
   * An edit of one of the files.
   *
   * @param ends returns the ends of the entries in the content of a file, ascending
   */
  public static RecordEdit random(Random random, List<Path> files, Function<byte[], List<Integer>> ends) throws IOException {
    Path file = files.get(random.nextInt(files.size()));
    byte[] original = Files.readAllBytes(file);
    List<Integer> places = new ArrayList<>(List.of(0));
    places.addAll(ends.apply(original));
    while (true) {
      RecordEdit edit = edit(random, file, original, places);
      if (edit.kind == Kind.REMOVE_FILE || !Arrays.equals(edit.original, edit.edited)) {
        return edit;
      }
    }
  }

  private static RecordEdit edit(Random random, Path file, byte[] original, List<Integer> places) {
    Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
    int at = random.nextInt(original.length);
    int end = Math.min(original.length, at + 1 + random.nextInt(LONGEST));
    int entry = random.nextInt(places.size() - 1);
    int start = places.get(entry);
    int stop = places.get(entry + 1);
    return switch (kind) {
      case FLIP_BIT -> changed(kind, file, original, at, original[at] ^ 1 << random.nextInt(Byte.SIZE));
      case CHANGE_BYTE -> changed(kind, file, original, at, random.nextInt());
      case REMOVE_BYTES -> new RecordEdit(file, original, spliced(original, at, end, new byte[0]), kind, at, end);
      case INSERT_BYTES -> new RecordEdit(file, original, spliced(original, at, at, bytes(random)), kind, at, at);
      case TRUNCATE -> new RecordEdit(file, original, Arrays.copyOf(original, at), kind, at, original.length);
      case REMOVE_ENTRIES -> {
        int last = places.get(Math.min(places.size() - 1, entry + 1 + random.nextInt(3)));
        yield new RecordEdit(file, original, spliced(original, start, last, new byte[0]), kind, start, last);
      }
      case REPEAT_ENTRY -> new RecordEdit(
          file, original, spliced(original, stop, stop, Arrays.copyOfRange(original, start, stop)), kind, start, stop);
      case EXCHANGE_ENTRIES -> exchanged(random, file, original, places, entry);
      case REMOVE_FILE -> new RecordEdit(file, original, new byte[0], kind, 0, original.length);
    };
  }

  private static RecordEdit changed(Kind kind, Path file, byte[] original, int at, int value) {
    byte[] edited = original.clone();
    edited[at] = (byte) value;
    return new RecordEdit(file, original, edited, kind, at, at + 1);
  }

  private static RecordEdit exchanged(Random random, Path file, byte[] original, List<Integer> places, int one) {
    int other = random.nextInt(places.size() - 1);
    int first = Math.min(one, other);
    int second = Math.max(one, other);
    if (first == second) {
      return new RecordEdit(file, original, original, Kind.EXCHANGE_ENTRIES, 0, 0);
    }
    byte[] early = Arrays.copyOfRange(original, places.get(first), places.get(first + 1));
    byte[] late = Arrays.copyOfRange(original, places.get(second), places.get(second + 1));
    byte[] edited = spliced(original, places.get(second), places.get(second + 1), early);
    edited = spliced(edited, places.get(first), places.get(first + 1), late);
    return new RecordEdit(file, original, edited, Kind.EXCHANGE_ENTRIES, places.get(first), places.get(second + 1));
  }

  private static byte[] spliced(byte[] bytes, int from, int to, byte[] instead) {
    byte[] result = new byte[bytes.length - (to - from) + instead.length];
    System.arraycopy(bytes, 0, result, 0, from);
    System.arraycopy(instead, 0, result, from, instead.length);
    System.arraycopy(bytes, to, result, from + instead.length, bytes.length - to);
    return result;
  }

  private static byte[] bytes(Random random) {
    byte[] bytes = new byte[1 + random.nextInt(LONGEST)];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Writes the edited file. */
  public void apply() throws IOException {
    if (kind == Kind.REMOVE_FILE) {
      Files.delete(file);
    } else {
      Files.write(file, edited);
    }
  }

  /** Writes the file as it was. */
  public void undo() throws IOException {
    Files.write(file, original);
  }

  /** The edited file. */
  public Path file() {
    return file;
  }

  /** The content before the edit. */
  public byte[] original() {
    return original.clone();
  }

  /** The first byte of the original that the edit concerns. */
  public int from() {
    return from;
  }

  /** The end of the bytes of the original that the edit concerns. */
  public int to() {
    return to;
  }

  /** Whether the file is only shorter, and ends where an entry ends, or is gone: without a head, the end of a record may be so. */
  public boolean isCutAtAnEntry(List<Integer> ends) {
    return kind == Kind.REMOVE_FILE || edited.length < original.length && (edited.length == 0 || ends.contains(edited.length))
        && Arrays.equals(edited, Arrays.copyOf(original, edited.length));
  }

  @Override
  public String toString() {
    return kind + " bytes " + from + " to " + to + " of " + file.getFileName();
  }
}
