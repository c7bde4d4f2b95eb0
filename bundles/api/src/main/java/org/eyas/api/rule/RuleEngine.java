package org.eyas.api.rule;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Validates rule documents and lists the active rules, for tools. Any thread may call it. */
@ProviderType
public interface RuleEngine {
  /**
   * Checks whether documents would load with the fields and sources that are available now. The running rules do not change. May
   * take seconds.
   */
  LoadReport validate(List<RuleDocument> documents);

  /** The rules that are loaded now. */
  RuleSetView active();
}
