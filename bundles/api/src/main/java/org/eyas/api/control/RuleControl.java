package org.eyas.api.control;

import java.util.List;
import org.eyas.api.config.RefusedException;
import org.eyas.api.rule.RuleDocument;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The rules that run, and rules that somebody thinks about. What is tried changes nothing. May be called from any thread.
 *
 * <p>To enable or disable a rule is a change of the configuration: see {@link ConfigurationFile}.
 */
@ProviderType
public interface RuleControl {
  /** Every rule that is loaded, in the order of their definition. */
  List<RuleStatus> rules();

  /** The documents that the rules come from, in the order they are read. */
  List<RuleDocument> documents();

  /**
   * Holds the rules of other documents against the events that the journal holds, beside the running rules; waits for it.
   *
   * @param documents all of them, in order
   * @param rule the only rule to be told of; empty for all
   * @param most how many matches are told one by one
   * @throws RefusedException where the documents do not load, or the journal holds no events
   */
  Trial attempt(List<RuleDocument> documents, String rule, int most) throws RefusedException;
}
