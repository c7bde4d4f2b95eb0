package org.eyas.engine.describe;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Argument;
import org.eyas.api.field.FieldDefinition.Flag;
import org.eyas.api.field.FieldDefinition.Shape;

/** Prints sections of fields ({@code --list}) in Falco's layouts, which scripts and sites read. */
public final class FieldList {
  private static final int DESCRIPTION_COLUMN = 30;
  private static final int LINE_WIDTH = 120;

  private FieldList() {}

  /** Prints the sections. With {@code verbose}, the text form contains the type of each field. */
  public static String print(List<FieldSection> sections, ListFormat format, boolean verbose) {
    return switch (format) {
      case TEXT -> text(sections, verbose);
      case MARKDOWN -> markdown(sections);
      case JSON -> FieldListJson.sections(sections);
    };
  }

  /** Prints only the names, one per line. */
  public static String printNames(List<FieldSection> sections, ListFormat format) {
    List<String> names = FieldSection.names(sections);
    return format == ListFormat.JSON ? FieldListJson.names(names) : String.join("\n", names) + "\n";
  }

  private static String text(List<FieldSection> sections, boolean verbose) {
    StringBuilder out = new StringBuilder();
    for (FieldSection section : sections) {
      head(section, out);
      section.fields().forEach(field -> line(field, verbose, out));
      out.append('\n');
    }
    return out.toString();
  }

  private static void head(FieldSection section, StringBuilder out) {
    out.append("-------------------------------\n");
    column("Field Class:", out).append(section.name());
    out.append(section.shortDescription().isEmpty() ? "" : " (" + section.shortDescription() + ")").append('\n');
    if (!section.description().isEmpty()) {
      wrap(section.description(), column("Description:", out));
    }
    column("Event Sources:", out);
    section.sources().forEach(source -> out.append(source).append(' '));
    out.append("\n\n");
  }

  private static void line(FieldDefinition field, boolean verbose, StringBuilder out) {
    if (field.name().length() > DESCRIPTION_COLUMN) {
      out.append(field.name()).append('\n').repeat(' ', DESCRIPTION_COLUMN);
    } else {
      column(field.name(), out);
    }
    Set<String> tags = tags(field);
    String type = verbose ? "(Type: " + field.type().label() + ") " : "";
    String restrictions = tags.isEmpty() ? "" : "(" + String.join(",", tags) + ") ";
    wrap(type + restrictions + field.description(), out);
  }

  private static StringBuilder column(String text, StringBuilder out) {
    return out.append(text).repeat(' ', Math.max(0, DESCRIPTION_COLUMN - text.length()));
  }

  // As in Falco, a space follows each word, including the last one.
  private static void wrap(String text, StringBuilder out) {
    int length = 0;
    for (String word : text.strip().split("\\s+")) {
      if (length + word.length() + 1 > LINE_WIDTH - DESCRIPTION_COLUMN) {
        out.append('\n').repeat(' ', DESCRIPTION_COLUMN);
        length = 0;
      }
      out.append(word).append(' ');
      length += word.length() + 1;
    }
    out.append('\n');
  }

  private static Set<String> tags(FieldDefinition field) {
    Set<String> tags = new TreeSet<>();
    Argument argument = field.argument();
    put(argument.allowed(), argument.required() ? "ARG_REQUIRED" : "ARG_ALLOWED", tags);
    put(argument.index(), "ARG_INDEX", tags);
    put(argument.key(), "ARG_KEY", tags);
    put(field.shape() == Shape.LIST, "EPF_IS_LIST", tags);
    put(field.is(Flag.NO_RIGHT_HAND_SIDE), "EPF_NO_RHS", tags);
    put(field.is(Flag.NO_TRANSFORMER), "EPF_NO_TRANSFORMER", tags);
    put(field.is(Flag.FILTER_ONLY), "FILTER_ONLY", tags);
    return tags;
  }

  private static void put(boolean wanted, String tag, Set<String> tags) {
    if (wanted) {
      tags.add(tag);
    }
  }

  private static String markdown(List<FieldSection> sections) {
    StringBuilder out = new StringBuilder();
    for (FieldSection section : sections) {
      out.append("## Field Class: ").append(section.name()).append("\n\n");
      out.append(section.description()).append(section.description().isEmpty() ? "" : "\n\n");
      out.append("Event Sources: ");
      section.sources().forEach(source -> out.append(source).append(' '));
      out.append("\n\nName | Type | Description\n:----|:-----|:-----------\n");
      section.fields().forEach(field -> row(field, out));
      out.append('\n');
    }
    return out.toString();
  }

  private static void row(FieldDefinition field, StringBuilder out) {
    String type = field.type().label();
    out.append('`').append(field.name()).append("` | ");
    out.append(field.shape() == Shape.LIST ? "LIST(" + type + ")" : type);
    out.append(" | ").append(field.description()).append('\n');
  }
}
