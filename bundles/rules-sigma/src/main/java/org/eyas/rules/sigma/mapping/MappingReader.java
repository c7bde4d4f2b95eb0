package org.eyas.rules.sigma.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.api.failure.Reason;
import org.eyas.rules.sigma.rule.LogSource;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads one mapping file. */
public final class MappingReader {
  private static final Set<String> KEYS = Set.of("logsources", "placeholders", "common");
  private static final Set<String> SOURCE_KEYS = Set.of("logsource", "condition", "output", "keywords", "tags", "fields");
  private static final Set<String> LOG_SOURCE_KEYS = Set.of("product", "category", "service");

  private final String file;

  private MappingReader(String file) {
    this.file = file;
  }

  /** @throws MappingException if the text is not a mapping; the message names the file */
  public static SigmaMapping read(String file, String text) throws MappingException {
    MappingReader reader = new MappingReader(file);
    Map<?, ?> root = reader.map(reader.yaml(text), file);
    new MappedFieldReader(file).requireKnown(root, KEYS);
    List<MappedSource> sources = new ArrayList<>();
    int number = 0;
    for (Object source : reader.list(root.get("logsources"), file + ": 'logsources'")) {
      sources.add(reader.source(source, file + ": log source " + ++number));
    }
    return new SigmaMapping(sources, reader.placeholders(root.get("placeholders")));
  }

  private Object yaml(String text) throws MappingException {
    try {
      Object root = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
      return root == null ? Map.of() : root;
    } catch (YAMLException | IllegalArgumentException e) { // the latter if a tag ends with a space
      throw new MappingException(file + " is not valid YAML: " + Reason.of(e).replaceAll("\\s+", " "));
    }
  }

  private MappedSource source(Object written, String number) throws MappingException {
    Map<?, ?> keys = map(written, number);
    Map<?, ?> names = map(keys.get("logsource"), number + ": 'logsource'");
    MappedFieldReader unnamed = new MappedFieldReader(number);
    unnamed.requireKnown(names, LOG_SOURCE_KEYS);
    LogSource source =
        new LogSource(unnamed.text(names, "product"), unnamed.text(names, "category"), unnamed.text(names, "service"));
    String place = file + ": " + source.label();
    MappedFieldReader reader = new MappedFieldReader(place);
    reader.requireKnown(keys, SOURCE_KEYS);
    return new MappedSource(
        source,
        reader.text(keys, "condition"),
        reader.text(keys, "output"),
        texts(keys.get("keywords"), place + ": 'keywords'"),
        texts(keys.get("tags"), place + ": 'tags'"),
        fields(keys.get("fields"), place));
  }

  private Map<String, MappedField> fields(@Nullable Object written, String place) throws MappingException {
    Map<String, MappedField> fields = new LinkedHashMap<>();
    if (written != null) {
      for (Map.Entry<?, ?> entry : map(written, place + ": 'fields'").entrySet()) {
        String name = String.valueOf(entry.getKey());
        fields.put(name, new MappedFieldReader(place + ": field " + name).read(entry.getValue()));
      }
    }
    return fields;
  }

  private Map<String, List<String>> placeholders(@Nullable Object written) throws MappingException {
    Map<String, List<String>> values = new LinkedHashMap<>();
    if (written != null) {
      for (Map.Entry<?, ?> entry : map(written, file + ": 'placeholders'").entrySet()) {
        String name = String.valueOf(entry.getKey());
        values.put(name, texts(entry.getValue(), file + ": placeholder " + name));
      }
    }
    return values;
  }

  private List<String> texts(@Nullable Object written, String place) throws MappingException {
    List<String> texts = new ArrayList<>();
    for (Object element : list(written, place)) {
      texts.add(String.valueOf(element));
    }
    return texts;
  }

  private List<?> list(@Nullable Object written, String place) throws MappingException {
    if (written == null || written instanceof List<?>) {
      return written == null ? List.of() : (List<?>) written;
    }
    throw new MappingException(place + " must be a list");
  }

  private Map<?, ?> map(@Nullable Object written, String place) throws MappingException {
    if (written instanceof Map<?, ?> map) {
      return map;
    }
    throw new MappingException(place + " must be keys and values");
  }
}
