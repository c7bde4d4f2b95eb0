package org.example.source;

import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.field.FieldReader;

/** Reads one word of a line. It is called for many events, so it does not allocate. */
final class PartReader implements FieldReader.OfBytes {
  /** The index of the event's parameter that contains the line. */
  static final int PAYLOAD = 1;

  private final int quotes;
  private final int words;
  private final ByteView view = new ByteView();

  /**
   * @param quotes the number of quotation marks before the word
   * @param words the number of spaces after the last of these quotation marks
   */
  PartReader(int quotes, int words) {
    this.quotes = quotes;
    this.words = words;
  }

  @Override
  public Bytes read(Event event) {
    return part(event.bytes(PAYLOAD));
  }

  Bytes part(Bytes line) {
    int start = after(line, '"', quotes, 0);
    start = start < 0 ? start : after(line, ' ', words, start);
    if (start < 0) {
      return Text.ABSENT;
    }
    int end = start;
    while (end < line.length() && line.at(end) != ' ' && line.at(end) != '"') {
      end++;
    }
    boolean isNone = end == start || end == start + 1 && line.at(start) == '-';
    return isNone ? Text.ABSENT : line.slice(start, end, view);
  }

  private static int after(Bytes line, int mark, int times, int from) {
    int at = from;
    for (int i = 0; i < times; i++) {
      int found = line.indexOf(mark, at);
      if (found < 0) {
        return -1;
      }
      at = found + 1;
    }
    return at;
  }
}
