package org.eyas.source.k8saudit.field;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.json.JsonIndex;

/**
 * The first value of a parameter in the query of a URI, decoded:
 *
 * <pre>
 *   /api/v1/namespaces/x/pods/y/exec?command=sh&amp;command=-c&amp;stdin=true
 *                                            command: sh
 * </pre>
 *
 * <p>A parameter that is not encoded correctly is left out and the others count, as for the API server.
 */
final class UriParameter implements OneValue {
  private final OneValue uri;
  private final Bytes wanted;
  private final ByteBuilder name = new ByteBuilder();
  private final ByteBuilder value = new ByteBuilder();

  UriParameter(OneValue uri, String wanted) {
    this.uri = uri;
    this.wanted = Text.of(wanted);
  }

  @Override
  public Bytes read(JsonIndex json) {
    Bytes text = uri.read(json);
    int end = text.indexOf('#', 0) < 0 ? text.length() : text.indexOf('#', 0);
    int from = text.indexOf('?', 0);
    while (from >= 0 && from < end) {
      int next = text.indexOf('&', from + 1);
      int to = next < 0 || next > end ? end : next;
      if (isWanted(text, from + 1, to)) {
        return value.view();
      }
      from = next;
    }
    return Text.ABSENT;
  }

  private boolean isWanted(Bytes text, int from, int to) {
    int nameEnd = from;
    while (nameEnd < to && text.at(nameEnd) != '=') {
      nameEnd++;
    }
    return decode(text, from, nameEnd, name)
        && name.view().contentEquals(wanted)
        && decode(text, Math.min(nameEnd + 1, to), to, value);
  }

  private static boolean decode(Bytes text, int from, int to, ByteBuilder out) {
    out.clear();
    for (int at = from; at < to; at++) {
      int c = text.at(at);
      if (c == ';') {
        return false;
      }
      if (c == '%') {
        int high = at + 2 < to ? Character.digit(text.at(at + 1), 16) : -1;
        int low = at + 2 < to ? Character.digit(text.at(at + 2), 16) : -1;
        if (high < 0 || low < 0) {
          return false;
        }
        out.append(high << 4 | low);
        at += 2;
      } else {
        out.append(c == '+' ? ' ' : c);
      }
    }
    return true;
  }
}
