package org.eyas.rules.standard;

import java.util.List;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.rule.RuleProvider;
import org.eyas.api.rule.RuleReadException;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;

/**
 * Provides the rules for audit events of Kubernetes that ship with Eyas, before a user's files. The service exists only if the
 * configuration selects the shipped rules and loads the plugins whose source and fields they need.
 */
@Component(
    configurationPid = "org.eyas.rules.audit",
    configurationPolicy = ConfigurationPolicy.REQUIRE,
    property = "service.ranking:Integer=99")
public final class AuditRules implements RuleProvider {
  static final String NAME = "eyas_k8s_audit_rules.yaml";

  /** The files in reading order. By default the first matching rule fires, so the gravest topics come first. */
  static final List<String> FILES = List.of("vocabulary.yaml", "access.yaml", "workloads.yaml", "control.yaml", "sequences.yaml",
      "joined.yaml");

  private static final BundledRuleFiles STREAM = new BundledRuleFiles(NAME, "/org/eyas/rules/audit/", FILES);

  @Override
  public List<RuleDocument> documents() throws RuleReadException {
    return List.of(STREAM.document());
  }

  @Override
  public List<RuleDocument> tests() throws RuleReadException {
    return STREAM.tests();
  }
}
