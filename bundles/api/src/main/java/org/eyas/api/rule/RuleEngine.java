package org.eyas.api.rule;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The engine's door for tools: validate documents, look at the rules that are active. */
@ProviderType
public interface RuleEngine {
  /** Loads documents beside the running rules, against the fields and sources of this moment; changes nothing. */
  LoadReport validate(List<RuleDocument> documents);

  /** The rules as they are now. */
  RuleSetView active();
}
