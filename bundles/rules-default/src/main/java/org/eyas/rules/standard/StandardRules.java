package org.eyas.rules.standard;

import java.util.List;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.rule.RuleProvider;
import org.eyas.api.rule.RuleReadException;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/**
 * Provides the rules that ship with Eyas, before all others so that a user's files can change them. The service exists only if
 * the configuration selects these rules.
 */
@Component(
    configurationPid = "org.eyas.rules.standard",
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    property = "service.ranking:Integer=100")
public final class StandardRules implements RuleProvider {
  static final String NAME = "eyas_rules.yaml";

  /** The files in reading order, each named after its topic. */
  static final List<String> FILES =
      List.of(
          "vocabulary.yaml",
          "containers.yaml",
          "execution.yaml",
          "persistence.yaml",
          "privileges.yaml",
          "evasion.yaml",
          "engine.yaml",
          "credentials.yaml",
          "collection.yaml",
          "network.yaml",
          "transfer.yaml",
          "commands.yaml",
          "impairment.yaml",
          "startup.yaml",
          "impact.yaml",
          "sessions.yaml",
          "deployment.yaml",
          "sequences.yaml",
          "thresholds.yaml",
          "firsts.yaml",
          "signals.yaml");

  private static final BundledRuleFiles STREAM = new BundledRuleFiles(NAME, "/org/eyas/rules/standard/", FILES);

  @Override
  public List<RuleDocument> documents() throws RuleReadException {
    return List.of(STREAM.document());
  }

  @Override
  public List<RuleDocument> tests() throws RuleReadException {
    return STREAM.tests();
  }
}
