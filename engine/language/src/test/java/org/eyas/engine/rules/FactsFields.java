package org.eyas.engine.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eyas.api.data.Text;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Argument;
import org.eyas.api.field.FieldDefinition.Flag;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.field.FieldReader;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.testkit.reference.SharedFiles;
import org.jspecify.annotations.Nullable;

/** A catalog with the names and types of the facts' table of fields, or of some lines; all values are absent. */
public final class FactsFields implements FieldProvider {
  private static final Set<String> SUGGESTED =
      Set.of(
          "container.id",
          "container.name",
          "container.image.repository",
          "container.image.tag",
          "k8s.pod.name",
          "k8s.ns.name");

  private final List<FieldDefinition> fields = new ArrayList<>();

  /** Lines of a table: {@code | name | type | flags | ...}. */
  public static FieldCatalog of(List<String> lines) {
    return new FieldCatalog(List.of(provider(lines)));
  }

  public static FieldProvider provider(List<String> lines) {
    FactsFields provider = new FactsFields();
    lines.forEach(provider::add);
    return provider;
  }

  /** The fields that the container enricher adds to the syscall source. */
  public static FieldProvider container() throws IOException {
    List<String> lines = Files.readAllLines(SharedFiles.require("facts/fields.md"));
    FactsFields provider = new FactsFields();
    boolean within = false;
    for (String line : lines) {
      within = line.startsWith("## ") ? line.startsWith("## container plugin") : within;
      if (within) {
        provider.add(line);
      }
    }
    return provider;
  }

  private void add(String line) {
    String[] cells = line.split("\\|", -1);
    if (cells.length < 4 || !cells[1].contains(".") || cells[1].contains("*")) {
      return;
    }
    String flags = cells[3].strip();
    Argument argument =
        flags.contains("A")
            ? Argument.REQUIRED_INDEX_OR_KEY
            : flags.contains("a") || cells[1].contains("container.mount.") ? Argument.OPTIONAL_INDEX_OR_KEY : Argument.NONE;
    Shape shape = flags.contains("L") ? Shape.LIST : Shape.ONE;
    String name = cells[1].strip();
    fields.add(
        new FieldDefinition(name, type(cells[2].strip()), shape, argument, Format.DEC, flags(name, flags), ""));
  }

  private static Set<Flag> flags(String name, String written) {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    if (written.contains("F")) {
      flags.add(Flag.FILTER_ONLY);
    }
    if (written.contains("†")) {
      flags.add(Flag.DEPRECATED);
    }
    if (name.equals("container.owner")) {
      flags.add(Flag.SUGGESTED_UNLESS_ZERO);
    }
    if (SUGGESTED.contains(name)) {
      flags.add(Flag.SUGGESTED);
    }
    return flags;
  }

  private static ValueType type(String written) {
    String name = written.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9].*", "");
    for (ValueType type : ValueType.values()) {
      if (type.name().equals(name)) {
        return type;
      }
    }
    return ValueType.CHARBUF;
  }

  @Override
  public List<FieldClass> classes() {
    return List.of(new FieldClass("facts", "", "", fields));
  }

  @Override
  public FieldReader reader(FieldDefinition field, @Nullable String argument) {
    return (FieldReader.OfBytes) _ -> Text.ABSENT;
  }
}
