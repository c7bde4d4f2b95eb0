package org.eyas.core.rule;

import java.util.List;
import org.eyas.api.rule.RuleDocument;
import org.eyas.core.part.ServiceSnapshot;
import org.eyas.core.setting.SettingsSnapshot;

/**
 * The input for a generation of rules: services, documents and settings.
 *
 * @param settings the settings of one moment
 */
public record GenerationInput(ServiceSnapshot parts, List<RuleDocument> documents, SettingsSnapshot settings) {
  public GenerationInput {
    documents = List.copyOf(documents);
  }

  /** Whether both inputs yield the same rules. */
  boolean yieldsSameRulesAs(GenerationInput other) {
    return documents.equals(other.documents)
        && settings.equals(other.settings)
        && parts.sources().equals(other.parts.sources())
        && parts.fields().equals(other.parts.fields())
        && parts.fieldsOut().equals(other.parts.fieldsOut());
  }

  boolean hasSameEnrichersAs(GenerationInput other) {
    return parts.enrichers().equals(other.parts.enrichers());
  }
}
