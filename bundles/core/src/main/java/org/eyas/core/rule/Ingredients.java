package org.eyas.core.rule;

import java.util.List;
import org.eyas.api.rule.RuleDocument;
import org.eyas.core.part.Parts;
import org.eyas.core.setting.Settings;

/**
 * The input for a generation of rules: services, documents and settings.
 *
 * @param settings the settings of one moment
 */
public record Ingredients(Parts parts, List<RuleDocument> documents, Settings settings) {
  public Ingredients {
    documents = List.copyOf(documents);
  }

  /** Whether both inputs yield the same rules. */
  boolean yieldsSameRulesAs(Ingredients other) {
    return documents.equals(other.documents)
        && settings.equals(other.settings)
        && parts.sources().equals(other.parts.sources())
        && parts.fields().equals(other.parts.fields())
        && parts.fieldsOut().equals(other.parts.fieldsOut());
  }

  boolean hasSameEnrichersAs(Ingredients other) {
    return parts.enrichers().equals(other.parts.enrichers());
  }
}
