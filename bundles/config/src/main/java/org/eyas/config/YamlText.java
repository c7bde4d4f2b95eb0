package org.eyas.config;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads YAML as it is written: scalars stay texts, so that no "on", "yes" or "012" turns into something else. */
final class YamlText {
  private YamlText() {}

  /** The mapping a file holds; an empty file is an empty mapping. */
  static Map<String, Object> file(Path file) throws ConfigException {
    try {
      return mapping(file.toString(), Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new ConfigException("configuration file " + file + " does not exist");
    } catch (IOException e) {
      throw new ConfigException("cannot read configuration file " + file + ": " + e.getMessage());
    }
  }

  static Map<String, Object> mapping(String name, String text) throws ConfigException {
    return mapping(name, new StringReader(text));
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> mapping(String name, Reader text) throws ConfigException {
    Object value = compose(name, text);
    return switch (value) {
      case null -> new LinkedHashMap<>();
      case Map<?, ?> map -> (Map<String, Object>) map;
      default -> throw new ConfigException(name + " must hold keys and values, 'key: value'");
    };
  }

  /** The value of one text, as on the right-hand side of an override. */
  static @Nullable Object value(String name, String text) throws ConfigException {
    return compose(name, new StringReader(text));
  }

  private static @Nullable Object compose(String name, Reader text) throws ConfigException {
    try {
      Node node = new Yaml(new LoaderOptions()).compose(text);
      return node == null ? null : plain(node);
    } catch (MarkedYAMLException e) {
      String place = e.getProblemMark() == null ? "" : ":" + (e.getProblemMark().getLine() + 1);
      throw new ConfigException(name + place + " is no YAML: " + e.getProblem());
    }
  }

  private static Object plain(Node node) throws ConfigException {
    return switch (node) {
      case MappingNode mapping -> map(mapping);
      case SequenceNode sequence -> list(sequence);
      case ScalarNode scalar -> scalar.getValue();
      default -> throw new ConfigException("unexpected YAML node " + node.getNodeId());
    };
  }

  private static Map<String, Object> map(MappingNode node) throws ConfigException {
    Map<String, Object> map = new LinkedHashMap<>();
    for (NodeTuple tuple : node.getValue()) {
      map.put(String.valueOf(plain(tuple.getKeyNode())), plain(tuple.getValueNode()));
    }
    return map;
  }

  private static List<Object> list(SequenceNode node) throws ConfigException {
    List<Object> list = new ArrayList<>();
    for (Node element : node.getValue()) {
      list.add(plain(element));
    }
    return list;
  }
}
