package org.eyas.engine.rules.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eyas.schema.check.JsonSchema;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The JSON schema of rule files. A violation is reported, but never causes an error. */
public final class RuleSchema {
  private static final String RESOURCE = "rule-schema.json";
  private static final String TEXT = text();
  private static final JsonSchema SCHEMA = JsonSchema.of(parsed());

  private RuleSchema() {}

  /** The schema as JSON text. */
  public static String document() {
    return TEXT;
  }

  /** The faults of one YAML document in Falco's words; empty if there are none. */
  public static List<String> faults(Object document) {
    List<String> texts = new ArrayList<>();
    SCHEMA.check(document).forEach(fault -> texts.add("failed for " + fault));
    return texts;
  }

  private static String text() {
    try (InputStream in =
        Objects.requireNonNull(RuleSchema.class.getResourceAsStream(RESOURCE), "missing resource " + RESOURCE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE, e);
    }
  }

  private static Map<String, ?> parsed() {
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(TEXT);
  }
}
