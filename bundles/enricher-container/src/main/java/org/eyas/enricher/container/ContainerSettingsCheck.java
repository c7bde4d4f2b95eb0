package org.eyas.enricher.container;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eyas.enricher.container.json.LenientJson;

/** Finds mistakes in {@code init_config} of the plugin {@code container}: unknown keys, and values of the wrong type. */
final class ContainerSettingsCheck {
  private static final String TEXTS = "a list of texts";
  private static final String FLAG = "true or false";

  static final Map<String, String> TOP =
      Map.of("label_max_len", "a whole number", "with_size", FLAG, "hooks", TEXTS, "engines", "keys");
  private static final Map<String, String> ENGINE = Map.of("enabled", FLAG, "sockets", TEXTS);
  private static final Map<String, String> STATIC =
      Map.of("enabled", FLAG, "container_id", "a text", "container_name", "a text", "container_image", "a text");
  static final Set<String> ENGINES =
      Set.of("docker", "podman", "cri", "containerd", "lxc", "libvirt_lxc", "bpm", "static");

  private final List<String> mistakes = new ArrayList<>();

  private ContainerSettingsCheck() {}

  /** The mistakes, each with its key and the values that the key allows. */
  static List<String> mistakes(LenientJson config) {
    ContainerSettingsCheck check = new ContainerSettingsCheck();
    check.keys(config, "", TOP);
    config.at("engines").members().forEach((engine, keys) -> {
      if (ENGINES.contains(engine)) {
        check.keys(keys, "engines." + engine + ".", engine.equals("static") ? STATIC : ENGINE);
      } else {
        check.unknown("engines." + engine, ENGINES);
      }
    });
    return check.mistakes;
  }

  private void keys(LenientJson object, String prefix, Map<String, String> allowed) {
    object.members().forEach((name, value) -> {
      String wanted = allowed.get(name);
      if (wanted == null) {
        unknown(prefix + name, allowed.keySet());
      } else if (!is(value, wanted)) {
        mistakes.add("'" + prefix + name + "' must be " + wanted + ", not " + value);
      }
    });
  }

  private static boolean is(LenientJson value, String wanted) {
    return switch (wanted) {
      case FLAG -> value.isFlag();
      case TEXTS -> value.isArray();
      case "keys" -> value.isObject();
      case "a whole number" -> value.text().matches("[0-9]{1,9}");
      default -> !value.isArray() && !value.isObject();
    };
  }

  private void unknown(String key, Set<String> allowed) {
    mistakes.add("unknown key '" + key + "'; allowed are " + String.join(", ", new TreeSet<>(allowed)));
  }
}
