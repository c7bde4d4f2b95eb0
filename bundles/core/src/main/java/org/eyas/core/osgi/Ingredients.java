package org.eyas.core.osgi;

import java.util.List;
import org.eyas.api.rule.RuleDocument;

/**
 * What a generation is made of.
 *
 * @param settings of one moment
 */
record Ingredients(Parts parts, List<RuleDocument> documents, EngineSettings settings) {
  Ingredients {
    documents = List.copyOf(documents);
  }

  /** Whether the same rules come of both. */
  boolean yieldsSameRulesAs(Ingredients other) {
    return documents.equals(other.documents)
        && settings.values().equals(other.settings.values())
        && parts.sources().equals(other.parts.sources())
        && parts.fields().equals(other.parts.fields())
        && parts.fieldsOut().equals(other.parts.fieldsOut());
  }

  boolean hasSameEnrichersAs(Ingredients other) {
    return parts.enrichers().equals(other.parts.enrichers());
  }
}
