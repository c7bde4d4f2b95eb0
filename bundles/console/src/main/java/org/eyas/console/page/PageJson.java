package org.eyas.console.page;

import java.util.List;
import java.util.Locale;
import org.eyas.api.data.VisibleText;

/** JSON for the scripts of pages. */
public final class PageJson {
  /** A remark about a text, and its place. */
  public record Remark(boolean error, TextPlace place, String text) {
    public Remark(boolean error, int line, int column, String text) {
      this(error, new TextPlace(line, column, 0), text);
    }
  }

  private PageJson() {}

  public static String remarks(List<Remark> remarks) {
    StringBuilder json = new StringBuilder("[");
    for (Remark remark : remarks) {
      json.append(json.length() > 1 ? "," : "")
          .append(String.format(Locale.ROOT, "{\"error\":%b,\"line\":%d,\"column\":%d,\"length\":%d,\"text\":", remark.error(),
              remark.place().line(), remark.place().column(), remark.place().length()))
          .append(quoted(VisibleText.lines(remark.text())))
          .append('}');
    }
    return json.append(']').toString();
  }

  public static String quoted(String text) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c == '<' || VisibleText.isHidden(text, i)) {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }
}
