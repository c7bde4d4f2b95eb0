package org.eyas.engine.format;

import java.util.ArrayList;
import java.util.List;
import org.eyas.engine.check.CheckException;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.check.ValueChecker;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.FieldUse;
import org.eyas.engine.syntax.Parser;
import org.eyas.engine.syntax.SyntaxException;
import org.eyas.engine.text.FalcoVersion;
import org.jspecify.annotations.Nullable;

/** Parses an output template from left to right. */
final class TemplateParser {
  /**
   * The words of the message about any fault of a field. They are Falco's, which tries shorter and shorter names and reports
   * the last try.
   */
  private static final String UNKNOWN = "unknown filter: unexpected token after '";

  private final String text;
  private final FieldCatalog catalog;
  private final FalcoVersion version;
  private final List<TemplateSegment> segments = new ArrayList<>();
  private int at;

  TemplateParser(String text, FieldCatalog catalog, FalcoVersion version) {
    this.text = text;
    this.catalog = catalog;
    this.version = version;
    this.at = text.startsWith("*") ? 1 : 0;
  }

  List<TemplateSegment> segments() throws TemplateException {
    while (at < text.length()) {
      int percent = text.indexOf('%', at);
      int end = percent < 0 ? text.length() : percent;
      if (end > at) {
        segments.add(new TemplateSegment.Literal(text.substring(at, end)));
      }
      at = end;
      if (percent >= 0) {
        segments.add(field());
      }
    }
    return segments;
  }

  private TemplateSegment field() throws TemplateException {
    at++;
    if (at == text.length()) {
      throw new TemplateException("invalid formatting syntax: formatting cannot end with a %", "");
    }
    int width = width();
    TemplateSegment transformed = transformed(width);
    if (transformed != null) {
      return transformed;
    }
    int end = nameEnd(at);
    for (int stop = end; stop > at; stop--) {
      TemplateSegment field = fieldUpTo(stop, width);
      if (field != null) {
        return field;
      }
    }
    throw new TemplateException(UNKNOWN, text.substring(at, Math.max(end, Math.min(at + 1, text.length()))));
  }

  /** The transformer at this place; null if there is no name with a parenthesis, or if it is not valid. */
  private @Nullable TemplateSegment transformed(int width) {
    int parenthesis = identifierEnd(at);
    if (parenthesis == at || parenthesis == text.length() || text.charAt(parenthesis) != '(') {
      return null;
    }
    try {
      Parser.Prefix prefix = Parser.operandPrefix(text.substring(at), version);
      ValueChecker checker = new ValueChecker(catalog);
      TypedValue value = checker.check(prefix.operand());
      at += prefix.length();
      return new TemplateSegment.Field(TransformedField.of(value), width, List.copyOf(checker.fields()));
    } catch (SyntaxException | CheckException ignored) {
      // Falco then tries shorter texts, none of which is a transformer, and reports an unknown field.
      return null;
    }
  }

  private int width() throws TemplateException {
    int start = at;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    if (at == start) {
      return 0;
    }
    if (at == text.length()) {
      throw new TemplateException("invalid formatting syntax: formatting cannot end with a number", "");
    }
    return at - start > 9 ? Integer.MAX_VALUE : Integer.parseInt(text.substring(start, at));
  }

  /** The field whose name ends at this place, with its argument in brackets if it allows one; null if there is none. */
  private @Nullable TemplateSegment fieldUpTo(int stop, int width) {
    String name = text.substring(at, stop);
    if (stop < text.length() && text.charAt(stop) == '[') {
      int close = text.indexOf(']', stop);
      FieldUse use = close < 0 ? null : find(name, unquoted(text.substring(stop + 1, close)));
      if (use != null) {
        at = close + 1;
        return new TemplateSegment.Field(use, width);
      }
    }
    FieldUse use = find(name, null);
    if (use == null) {
      return null;
    }
    at = stop;
    return new TemplateSegment.Field(use, width);
  }

  private @Nullable FieldUse find(String name, @Nullable String argument) {
    try {
      return catalog.find(name, argument).orElse(null);
    } catch (IllegalArgumentException ignored) {
      // The field may have a shorter name. If not, the caller reports the whole name at the end.
      return null;
    }
  }

  private static String unquoted(String argument) {
    int last = argument.length() - 1;
    boolean quoted =
        last > 0
            && (argument.charAt(0) == '"' || argument.charAt(0) == '\'')
            && argument.charAt(last) == argument.charAt(0);
    return quoted ? argument.substring(1, last) : argument;
  }

  /** Identifiers joined by dots; a dot at the end of a sentence is not part of the name. */
  private int nameEnd(int from) {
    int end = identifierEnd(from);
    while (end > from && end < text.length() - 1 && text.charAt(end) == '.' && isLetter(text.charAt(end + 1))) {
      end = identifierEnd(end + 1);
    }
    return end;
  }

  private int identifierEnd(int from) {
    int end = from;
    while (end < text.length()
        && (isLetter(text.charAt(end)) || end > from && (isDigit(text.charAt(end)) || text.charAt(end) == '_'))) {
      end++;
    }
    return end;
  }

  private static boolean isLetter(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
