package org.eyas.config.yaml;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.failure.Reason;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads YAML as it is written: scalars stay texts, so that "on", "yes" or "012" do not become something else. */
public final class YamlReader {
  private YamlReader() {}

  /** The content of a file; an empty file is an empty mapping. */
  public static YamlDocument file(Path file) throws ConfigException {
    return document(file, bytes(file));
  }

  // A byte that is not UTF-8 does not make the rest unreadable.
  public static YamlDocument document(Path file, byte[] content) throws ConfigException {
    return document(file.toString(), new StringReader(new String(content, StandardCharsets.UTF_8)));
  }

  /** The bytes of a configuration file. */
  public static byte[] bytes(Path file) throws ConfigException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new ConfigException("Could not find configuration file at " + file);
    } catch (IOException e) {
      throw new ConfigException("Cannot read config file (" + file + "): " + Reason.of(e));
    }
  }

  public static YamlDocument document(String name, Reader text) throws ConfigException {
    YamlTreeBuilder tree = new YamlTreeBuilder(name);
    Object value = tree.toPlainValue(compose(name, text));
    return switch (value) {
      case YamlNull none -> new YamlDocument(new LinkedHashMap<>(), Map.of(), List.of());
      case Map<?, ?> map -> new YamlDocument(strings(map), tree.lines(), tree.mistakes());
      default -> throw new ConfigException(name + " must contain keys and values, 'key: value'");
    };
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> strings(Map<?, ?> map) {
    return (Map<String, Object>) map; // YamlTreeBuilder creates no other maps
  }

  /** The value of a text, such as the right-hand side of an override. */
  public static Object value(String name, String text) throws ConfigException {
    return new YamlTreeBuilder(name).toPlainValue(compose(name, new StringReader(text)));
  }

  // Only the first of several documents counts, as in Falco.
  private static @Nullable Node compose(String name, Reader text) throws ConfigException {
    try {
      Iterator<Node> documents = new Yaml(new LoaderOptions()).composeAll(text).iterator();
      return documents.hasNext() ? documents.next() : null;
    } catch (MarkedYAMLException e) {
      String place = e.getProblemMark() == null ? "" : ":" + (e.getProblemMark().getLine() + 1);
      throw new ConfigException(name + place + " is not YAML: " + e.getProblem());
    } catch (YAMLException | IllegalArgumentException e) { // the latter if a tag ends with a space
      throw new ConfigException(name + " is not YAML: " + Reason.of(e));
    }
  }
}
