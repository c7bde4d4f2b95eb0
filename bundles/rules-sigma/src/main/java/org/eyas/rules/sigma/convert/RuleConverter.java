package org.eyas.rules.sigma.convert;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.api.failure.Reason;
import org.eyas.api.rule.UntranslatedRule;
import org.eyas.rules.sigma.convert.SigmaConversion.Converted;
import org.eyas.rules.sigma.mapping.MappedSource;
import org.eyas.rules.sigma.mapping.SigmaMapping;
import org.eyas.rules.sigma.rule.SigmaException;
import org.eyas.rules.sigma.rule.SigmaReader;
import org.eyas.rules.sigma.rule.SigmaRule;
import org.eyas.rules.sigma.rule.SigmaRule.Correlation;
import org.eyas.rules.sigma.rule.SigmaRule.Detection;
import org.eyas.rules.sigma.rule.SigmaRule.Header;
import org.eyas.rules.sigma.rule.SigmaRule.Unreadable;

/** Converts the rules of Sigma files. Correlations may refer to rules of other files. */
public final class RuleConverter {
  private static final long MOST_CHARACTERS = 32_000_000;

  private final SigmaMapping mapping;
  private final SigmaRuleFilter choice;
  private final SigmaRuleIndex index;

  /** Rules that exist only for a correlation and raise no alerts of their own. */
  private final Set<SigmaRule> parts = Collections.newSetFromMap(new IdentityHashMap<>());

  private long characters;

  private RuleConverter(SigmaMapping mapping, SigmaRuleFilter choice, SigmaRuleIndex index) {
    this.mapping = mapping;
    this.choice = choice;
    this.index = index;
  }

  public static SigmaConversion convert(List<SigmaFile> files, SigmaMapping mapping, SigmaRuleFilter choice) {
    Map<String, List<SigmaRule>> rules = new LinkedHashMap<>();
    for (SigmaFile file : files) {
      rules.put(file.name(), SigmaReader.read(file.name(), file.text()));
    }
    List<SigmaRule> all = rules.values().stream().flatMap(List::stream).toList();
    RuleConverter converter = new RuleConverter(mapping, choice, new SigmaRuleIndex(all));
    all.stream().filter(rule -> choice.includes(rule.header())).forEach(converter::findParts);
    List<Converted> converted = new ArrayList<>();
    rules.forEach((file, ofFile) -> converted.add(converter.file(file, ofFile)));
    return new SigmaConversion(converted);
  }

  /** Finds the rules without alerts of their own. A parked correlation must not silence the rules that it names. */
  private void findParts(SigmaRule rule) {
    if (!(rule.body() instanceof Correlation correlation) || correlation.generate()) {
      return;
    }
    try {
      keys(rule, "");
      for (String reference : correlation.rules()) {
        parts.add(index.findReferred(reference));
      }
    } catch (SigmaException _) {
      // It is parked when its file is converted.
    }
  }

  private Converted file(String file, List<SigmaRule> all) {
    List<EyasRule> rules = new ArrayList<>();
    List<UntranslatedRule> parked = new ArrayList<>();
    for (SigmaRule rule : all) {
      if (!parts.contains(rule) && choice.includes(rule.header())) {
        convert(rule, rules, parked);
      }
    }
    return new Converted(file, rules, parked);
  }

  private void convert(SigmaRule rule, List<EyasRule> rules, List<UntranslatedRule> parked) {
    Header header = rule.header();
    String name = index.name(header);
    try {
      EyasRule converted = new EyasRule(keys(rule, name), header.line());
      requireFitting(converted);
      rules.add(converted);
    } catch (SigmaException e) {
      parked.add(
          new UntranslatedRule(
              name, RuleHeaderKeys.description(header), "syscall", RuleHeaderKeys.priority(header),
              RuleTags.of(header.tags(), List.of()),
              header.line(), e.reason()));
    }
  }

  private Map<String, Object> keys(SigmaRule rule, String name) throws SigmaException {
    try {
      return switch (rule.body()) {
        case Detection detection -> detection(rule.header(), name, detection);
        case Correlation correlation -> new CorrelationWriter(correlation, index, mapping).keys(rule.header(), name);
        case Unreadable unreadable -> throw new SigmaException(unreadable.reason());
      };
    } catch (RuntimeException e) {
      throw new SigmaException("it cannot be translated: " + Reason.of(e));
    }
  }

  /** Limits the size of all rules: a small file of rules with large conditions could otherwise exhaust the memory. */
  private void requireFitting(EyasRule rule) throws SigmaException {
    StringBuilder line = new StringBuilder();
    rule.appendLine(line);
    if (characters + line.length() > MOST_CHARACTERS) {
      throw new SigmaException(
          "the Sigma rules before it already have nearly " + MOST_CHARACTERS + " characters in the language of Eyas");
    }
    characters += line.length();
  }

  private Map<String, Object> detection(Header header, String name, Detection detection) throws SigmaException {
    Map<String, Object> keys = RuleHeaderKeys.begin(header, name);
    keys.put("condition", ConditionWriter.text(detection, mapping));
    MappedSource source = ConditionWriter.source(detection, mapping);
    RuleHeaderKeys.end(keys, header, List.of(), source.output(), source.tags());
    return keys;
  }
}
