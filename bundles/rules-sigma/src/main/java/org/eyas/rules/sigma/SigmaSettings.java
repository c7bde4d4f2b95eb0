package org.eyas.rules.sigma;

import java.util.List;
import java.util.Map;
import org.eyas.api.rule.RuleReadException;
import org.eyas.rules.sigma.convert.RuleConverter;
import org.eyas.rules.sigma.convert.SigmaConversion;
import org.eyas.rules.sigma.convert.SigmaRuleFilter;

/** The configuration of Sigma rules. Immutable. */
record SigmaSettings(List<String> files, List<String> mappingFiles, SigmaRuleFilter choice, int mostKb) {
  static final int STANDARD_KB = 32_768;

  /** As {@link SigmaRules.Config#statuses}. */
  private static final List<String> STANDARD_STATUSES = List.of("stable", "test", "experimental");

  /** Reads the settings from the properties of the component, each of which may be missing. */
  static SigmaSettings of(Map<String, Object> properties) {
    SigmaRuleFilter choice =
        new SigmaRuleFilter(
            properties.get("minimum.level") instanceof String level ? level : SigmaRuleFilter.ALL.minimumLevel(),
            texts(properties, "statuses", STANDARD_STATUSES),
            texts(properties, "tags", List.of()));
    int mostKb = properties.get("limits.file.kb") instanceof Number number ? number.intValue() : STANDARD_KB;
    return new SigmaSettings(texts(properties, "rules.files", List.of()), texts(properties, "mapping.files", List.of()), choice,
        mostKb);
  }

  private static List<String> texts(Map<String, Object> properties, String name, List<String> otherwise) {
    return properties.get(name) instanceof String[] texts ? List.of(texts) : otherwise;
  }

  /** Reads all files and converts their rules. */
  SigmaConversion convert() throws RuleReadException {
    SigmaFileReader reader = new SigmaFileReader(mostKb);
    return RuleConverter.convert(reader.read(files), SigmaMappingFiles.with(reader.read(mappingFiles)), choice);
  }
}
