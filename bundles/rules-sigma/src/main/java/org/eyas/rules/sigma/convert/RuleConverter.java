package org.eyas.rules.sigma.convert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.rule.UntranslatedRule;
import org.eyas.rules.sigma.convert.Conversion.Converted;
import org.eyas.rules.sigma.mapping.MappedSource;
import org.eyas.rules.sigma.mapping.Mapping;
import org.eyas.rules.sigma.rule.SigmaException;
import org.eyas.rules.sigma.rule.SigmaReader;
import org.eyas.rules.sigma.rule.SigmaRule;
import org.eyas.rules.sigma.rule.SigmaRule.Correlation;
import org.eyas.rules.sigma.rule.SigmaRule.Detection;
import org.eyas.rules.sigma.rule.SigmaRule.Header;
import org.eyas.rules.sigma.rule.SigmaRule.Unreadable;

/** Converts the rules of Sigma files. Correlations may refer to rules of other files. */
public final class RuleConverter {
  private final Mapping mapping;
  private final RuleChoice choice;
  private final RuleIndex index;

  private RuleConverter(Mapping mapping, RuleChoice choice, RuleIndex index) {
    this.mapping = mapping;
    this.choice = choice;
    this.index = index;
  }

  public static Conversion convert(List<SigmaSource> files, Mapping mapping, RuleChoice choice) {
    Map<String, List<SigmaRule>> rules = new LinkedHashMap<>();
    for (SigmaSource file : files) {
      rules.put(file.name(), SigmaReader.read(file.name(), file.text()));
    }
    RuleIndex index = new RuleIndex(rules.values().stream().flatMap(List::stream).toList());
    RuleConverter converter = new RuleConverter(mapping, choice, index);
    List<Converted> converted = new ArrayList<>();
    rules.forEach((file, all) -> converted.add(converter.file(file, all)));
    return new Conversion(converted);
  }

  private Converted file(String file, List<SigmaRule> all) {
    List<EyasRule> rules = new ArrayList<>();
    List<UntranslatedRule> parked = new ArrayList<>();
    for (SigmaRule rule : all) {
      if (!index.isPart(rule) && choice.includes(rule.header())) {
        convert(rule, rules, parked);
      }
    }
    return new Converted(file, rules, parked);
  }

  private void convert(SigmaRule rule, List<EyasRule> rules, List<UntranslatedRule> parked) {
    Header header = rule.header();
    String name = index.name(header);
    try {
      Map<String, Object> keys = switch (rule.body()) {
        case Detection detection -> detection(header, name, detection);
        case Correlation correlation -> new CorrelationWriter(correlation, index, mapping).keys(header, name);
        case Unreadable unreadable -> throw new SigmaException(unreadable.reason());
      };
      rules.add(new EyasRule(keys, header.line()));
    } catch (SigmaException e) {
      parked.add(
          new UntranslatedRule(
              name, RuleTexts.description(header), "syscall", RuleTexts.priority(header), RuleTags.of(header.tags(), List.of()),
              header.line(), e.reason()));
    }
  }

  private Map<String, Object> detection(Header header, String name, Detection detection) throws SigmaException {
    Map<String, Object> keys = RuleTexts.begin(header, name);
    keys.put("condition", ConditionWriter.text(detection, mapping));
    MappedSource source = ConditionWriter.source(detection, mapping);
    RuleTexts.end(keys, header, source.output(), source.tags());
    return keys;
  }
}
