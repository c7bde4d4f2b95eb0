package org.eyas.engine.rules.condition;

import java.util.List;
import java.util.SortedSet;
import org.eyas.engine.rules.document.LoadFault;
import org.eyas.engine.rules.item.ExceptionDefinition;
import org.eyas.engine.rules.item.ExceptionDefinition.Entry;

/** Adds a rule's exceptions to its condition, as text: lists and macros in their values are resolved later. */
public final class ExceptionConditions {
  private ExceptionConditions() {}

  /**
   * The condition {@code (condition) and not (first exception) and not ...}.
   *
   * @param fields receives the fields that exceptions with values use
   */
  public static String apply(String condition, List<ExceptionDefinition> exceptions, SortedSet<String> fields) {
    if (exceptions.isEmpty()) {
      return condition;
    }
    StringBuilder out = new StringBuilder(condition.length() + 200).append('(').append(condition).append(')');
    for (ExceptionDefinition exception : exceptions) {
      if (exception.values().isEmpty()) {
        continue;
      }
      out.append(" and not ");
      if (exception.fields().list()) {
        appendTuples(out, exception, fields);
      } else {
        appendSet(out, exception, fields);
      }
    }
    return out.toString();
  }

  private static void appendSet(StringBuilder out, ExceptionDefinition exception, SortedSet<String> fields) {
    String field = exception.fields().text();
    fields.add(field);
    out.append('(').append(field).append(' ').append(exception.comps().text()).append(" (");
    String before = "";
    for (Entry value : exception.values()) {
      if (value.list()) {
        throw LoadFault.invalid("Expected values array to contain a list of strings", exception.context());
      }
      out.append(before).append(quoted(value.text()));
      before = ", ";
    }
    out.append("))");
  }

  private static void appendTuples(StringBuilder out, ExceptionDefinition exception, SortedSet<String> fields) {
    char before = '(';
    for (Entry values : exception.values()) {
      if (values.items().size() != exception.fields().items().size()) {
        throw LoadFault.invalid("Fields and values lists must have equal length", exception.context());
      }
      out.append(before == '(' ? "((" : " or (");
      appendTuple(out, exception, values.items(), fields);
      out.append(')');
      before = ',';
    }
    out.append(')');
  }

  private static void appendTuple(
      StringBuilder out, ExceptionDefinition exception, List<Entry> values, SortedSet<String> fields) {
    for (int i = 0; i < values.size(); i++) {
      String field = exception.fields().items().get(i).text();
      String operator = exception.comps().items().get(i).text();
      fields.add(field);
      out.append(i == 0 ? " " : " and  ").append(field).append(' ').append(operator).append(' ');
      appendValue(out, operator, values.get(i));
    }
  }

  private static void appendValue(StringBuilder out, String operator, Entry value) {
    if (!value.list()) {
      out.append(OperatorNames.takesList(operator) ? parenthesised(value.text()) : quoted(value.text()));
      return;
    }
    out.append('(');
    String before = "";
    for (Entry item : value.items()) {
      out.append(before).append(quoted(item.text()));
      before = ", ";
    }
    out.append(')');
  }

  private static String parenthesised(String text) {
    return text.startsWith("(") ? text : "(" + text + ")";
  }

  static String quoted(String text) {
    boolean open = text.indexOf(' ') >= 0 && text.charAt(0) != '"' && text.charAt(0) != '\'';
    return open ? '"' + text + '"' : text;
  }
}
