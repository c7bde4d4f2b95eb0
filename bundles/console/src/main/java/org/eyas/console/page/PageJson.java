package org.eyas.console.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.data.VisibleText;
import org.eyas.json.write.CompactJson;
import org.eyas.json.write.JsonEscaping;
import org.jspecify.annotations.Nullable;

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
    return of(remarks.stream().map(PageJson::members).toList());
  }

  private static Map<String, Object> members(Remark remark) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("error", remark.error());
    members.put("line", remark.place().line());
    members.put("column", remark.place().column());
    members.put("length", remark.place().length());
    members.put("text", VisibleText.lines(remark.text()));
    return members;
  }

  /** A value as {@link CompactJson} writes it, for a script within a page. */
  public static String of(@Nullable Object value) {
    return CompactJson.of(value, JsonEscaping.CODES).replace("<", "\\u003c");
  }
}
