package org.eyas.source.k8saudit.field;

import java.util.ArrayList;
import java.util.List;
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
 * <p>As in the API server, a parameter with a wrong encoding is left out and the other parameters count. Names are
 * decoded too: a client may write {@code %63ommand=sh}.
 */
public final class UriParameterReader implements AuditValueReader {
  private final AuditValueReader uri;
  private final Bytes wanted;
  private final ByteBuilder name = new ByteBuilder();
  private final ByteBuilder value = new ByteBuilder();
  private int next; // the separator after the last one that was found; -1 at the end

  UriParameterReader(AuditValueReader uri, String wanted) {
    this.uri = uri;
    this.wanted = Text.of(wanted);
  }

  /** All values of a parameter, in their order. It allocates, so it is for starts of programs, not for every event. */
  public static List<String> all(String uri, String wanted) {
    Text text = Text.of(uri);
    UriParameterReader parameter = new UriParameterReader(json -> text, wanted);
    List<String> values = new ArrayList<>();
    for (int at = parameter.find(text, text.indexOf('?', 0)); at >= 0; at = parameter.find(text, parameter.next)) {
      values.add(parameter.value.toText().toString());
    }
    return values;
  }

  @Override
  public Bytes read(JsonIndex json) {
    Bytes text = uri.read(json);
    return find(text, text.indexOf('?', 0)) < 0 ? Text.ABSENT : value.view();
  }

  // The position of the next wanted parameter; -1 if there is none.
  private int find(Bytes text, int begin) {
    int end = text.indexOf('#', 0) < 0 ? text.length() : text.indexOf('#', 0);
    int from = begin;
    while (from >= 0 && from < end) {
      int after = text.indexOf('&', from + 1);
      int to = after < 0 || after > end ? end : after;
      if (isWanted(text, from + 1, to)) {
        next = after;
        return from;
      }
      from = after;
    }
    return -1;
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
