package org.eyas.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.eyas.api.control.ConfigurationKey;
import org.eyas.api.control.ConfigurationKey.Shape;
import org.osgi.framework.Bundle;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.ObjectClassDefinition;

/**
 * Reads the settings of components that do not belong to Eyas, as keys: {@code eyas.components[PID].config.NAME}. The
 * bundles of these components describe the settings by metatype. The keys of Eyas' own components are in the table of
 * keys.
 */
final class MetatypeKeyReader {
  private static final List<String> KNOWN = List.of("org.eyas.", "org.apache.felix.", "org.osgi.");

  private MetatypeKeyReader() {}

  static List<ConfigurationKey> of(MetaTypeService metatype, Bundle[] bundles) {
    List<ConfigurationKey> keys = new ArrayList<>();
    for (Bundle bundle : bundles) {
      String name = String.valueOf(bundle.getSymbolicName());
      MetaTypeInformation information =
          KNOWN.stream().anyMatch(name::startsWith) ? null : metatype.getMetaTypeInformation(bundle);
      if (information != null) {
        pids(information).forEach(pid -> add(information.getObjectClassDefinition(pid, null), pid, name, keys));
      }
    }
    return keys;
  }

  private static Stream<String> pids(MetaTypeInformation information) {
    return Stream.of(information.getPids(), information.getFactoryPids()).filter(Objects::nonNull).flatMap(Stream::of);
  }

  private static void add(ObjectClassDefinition component, String pid, String bundle, List<ConfigurationKey> keys) {
    AttributeDefinition[] settings = component.getAttributeDefinitions(ObjectClassDefinition.ALL);
    for (AttributeDefinition setting : settings == null ? new AttributeDefinition[0] : settings) {
      String[] options = setting.getOptionValues();
      keys.add(
          new ConfigurationKey(
              "eyas.components[" + pid + "].config." + setting.getID(), shape(setting),
              options == null ? List.of() : List.of(options), expected(setting), standard(setting), description(setting),
              "A setting of the bundle " + bundle + ".", true, List.of(pid, bundle)));
    }
  }

  private static Shape shape(AttributeDefinition setting) {
    if (setting.getCardinality() != 0) {
      return Shape.TEXTS;
    }
    return switch (setting.getType()) {
      case AttributeDefinition.BOOLEAN -> Shape.FLAG;
      case AttributeDefinition.INTEGER, AttributeDefinition.LONG, AttributeDefinition.DOUBLE, AttributeDefinition.FLOAT ->
        Shape.NUMBER;
      default -> setting.getOptionValues() == null ? Shape.TEXT : Shape.CHOICE;
    };
  }

  private static String expected(AttributeDefinition setting) {
    return switch (shape(setting)) {
      case FLAG -> "true or false";
      case NUMBER -> "a number";
      case CHOICE -> "one of " + String.join(", ", setting.getOptionValues());
      case TEXTS -> "a list of texts";
      default -> "a text";
    };
  }

  // As YAML on one line.
  private static String standard(AttributeDefinition setting) {
    String[] values = setting.getDefaultValue();
    List<String> quoted =
        values == null ? List.of() : Stream.of(values).map(value -> "'" + value.replace("'", "''") + "'").toList();
    return setting.getCardinality() != 0 ? quoted.toString() : quoted.isEmpty() ? "" : quoted.getFirst();
  }

  private static String description(AttributeDefinition setting) {
    String text = setting.getDescription();
    return text == null || text.isEmpty() ? setting.getName() + "." : text;
  }
}
