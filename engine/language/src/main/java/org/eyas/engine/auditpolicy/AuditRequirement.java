package org.eyas.engine.auditpolicy;

import java.util.ArrayList;
import java.util.List;
import org.eyas.engine.field.FieldUse;
import org.eyas.engine.rules.LoadedRule;

/**
 * The audit events that a rule needs: the events of these requests, at this level.
 *
 * @param rule its name
 */
record AuditRequirement(String rule, RequestPattern requests, AuditLevel level) {
  static final String SOURCE = "k8s_audit";

  /** Resources whose contents are secrets or tokens, which must not be in a log. */
  static final List<String> SECRETS = List.of("secrets", "serviceaccounts/token", "tokenrequests", "tokenreviews");

  /** The needs of one rule. */
  static List<AuditRequirement> of(LoadedRule rule) {
    AuditLevel level = level(rule);
    return RequestFinder.of(rule.condition(SOURCE).expr()).stream()
        .map(requests -> new AuditRequirement(rule.name(), requests, level))
        .toList();
  }

  private static AuditLevel level(LoadedRule rule) {
    List<FieldUse> fields = new ArrayList<>(rule.condition(SOURCE).fields());
    fields.addAll(rule.alert().message().fields());
    fields.addAll(rule.keptFields());
    rule.alert().extraFields().forEach(extra -> fields.addAll(extra.template().fields()));
    return AuditLevel.of(fields);
  }
}
