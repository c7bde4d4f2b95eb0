package org.eyas.api.control;

import java.util.List;
import org.eyas.api.config.RefusedException;
import org.eyas.api.rule.RuleDocument;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The loaded rules, and trials of changed rules. A trial changes nothing in the running engine. Any thread may call it.
 *
 * <p>To enable or disable a rule, change the configuration: see {@link ConfigurationFile#withRule}.
 */
@ProviderType
public interface RuleControl {
  /** All loaded rules, in the order of their definition. */
  List<RuleStatus> rules();

  /** The documents that define the rules, in reading order. */
  List<RuleDocument> documents();

  /** The time since which the rules are in use, and the reason why newer rules are not. */
  RulesInUse inUse();

  /**
   * The sequences of a rule that have begun and are not over. Waits for the end of the loop's current batch.
   *
   * @param rule its name
   * @param limit the maximum number of sequences to return
   * @throws RefusedException if there is no enabled rule with this name, it has no sequence, or the loop does not answer
   */
  OpenSequences openSequences(String rule, int limit) throws RefusedException;

  /**
   * Applies the rules of other documents to the events in the {@link Journal} and waits for the result. The running rules are not
   * affected.
   *
   * @param documents all documents of the trial, in reading order
   * @param rule the name of the only rule to report; empty for all rules
   * @param limit the maximum number of matches to return as alerts
   * @throws RefusedException if the documents do not load, or the journal has no events
   */
  Trial tryRules(List<RuleDocument> documents, String rule, int limit) throws RefusedException;
}
