package org.eyas.engine.rules.item;

import java.util.ArrayList;
import java.util.List;
import org.eyas.engine.rules.document.DocumentPlace;
import org.eyas.engine.rules.document.LoadFault;
import org.eyas.engine.rules.document.PlaceType;
import org.eyas.engine.rules.document.YamlMapping;
import org.eyas.engine.rules.item.RuleItem.EngineRequirement;
import org.eyas.engine.rules.item.RuleItem.PluginRequirement;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads {@code required_engine_version} and {@code required_plugin_versions}. */
final class RequirementReader {
  private final ItemSink sink;

  RequirementReader(ItemSink sink) {
    this.sink = sink;
  }

  DocumentPlace readEngine(YamlMapping document) {
    DocumentPlace place = document.context().at(document.node(), PlaceType.REQUIRED_ENGINE_VERSION);
    String written = document.within(place).text("required_engine_version");
    sink.accept(new EngineRequirement(version(written, place), place));
    return place;
  }

  /** The required engine version. A single number N means 0.N.0, the form before versions had three numbers. */
  private static SemanticVersion version(String written, DocumentPlace place) {
    long number = YamlMapping.unsigned(written);
    if (number >= 0) {
      return new SemanticVersion(0, number, 0);
    }
    return SemanticVersion.parse(written)
        .orElseThrow(
            () -> LoadFault.structure(
                "Unable to parse engine version '"
                    + written
                    + "' as a semver string. Expected \"x.y.z\" semver format.",
                place));
  }

  DocumentPlace readPlugins(YamlMapping document) {
    Node value = document.require("required_plugin_versions");
    DocumentPlace place = document.context().at(value, PlaceType.REQUIRED_PLUGIN_VERSIONS);
    if (!(value instanceof SequenceNode sequence)) {
      throw LoadFault.structure("Value of required_plugin_versions must be a sequence", place);
    }
    for (Node plugin : sequence.getValue()) {
      sink.accept(requirement(plugin, place));
    }
    return document.context().at(document.node(), PlaceType.REQUIRED_PLUGIN_VERSIONS);
  }

  private static PluginRequirement requirement(Node node, DocumentPlace parent) {
    YamlMapping plugin =
        named(node, parent, PlaceType.REQUIRED_PLUGIN_VERSIONS_ENTRY, "Plugin version must be a mapping");
    List<RequiredPlugin> alternatives = new ArrayList<>();
    alternatives.add(plugin(plugin));
    Node others = plugin.find("alternatives");
    if (others != null) {
      if (!(others instanceof SequenceNode sequence)) {
        throw LoadFault.structure("Value of plugin version alternatives must be a sequence", plugin.context());
      }
      for (Node other : sequence.getValue()) {
        alternatives.add(
            plugin(
                named(
                    other,
                    plugin.context(),
                    PlaceType.REQUIRED_PLUGIN_VERSIONS_ALTERNATIVE,
                    "Plugin version alternative must be a mapping")));
      }
    }
    return new PluginRequirement(alternatives, plugin.context());
  }

  private static YamlMapping named(Node node, DocumentPlace parent, PlaceType type, String otherwise) {
    DocumentPlace unnamed = parent.at(node, type);
    if (!(node instanceof MappingNode mapping)) {
      throw LoadFault.structure(otherwise, unnamed);
    }
    String name = new YamlMapping(mapping, unnamed).text("name");
    return new YamlMapping(mapping, parent.at(node, type, name));
  }

  private static RequiredPlugin plugin(YamlMapping mapping) {
    return new RequiredPlugin(mapping.text("name"), mapping.text("version"));
  }
}
