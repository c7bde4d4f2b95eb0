package org.eyas.api.rule;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Provides rule documents. A bundle offers it as a service. The engine reads the providers in the order of their
 * {@code service.ranking}, highest first. When its documents change, a provider changes one of its service properties (such as
 * {@code revision}); the engine then reads the documents again.
 */
@ConsumerType
public interface RuleProvider {
  /**
   * The current documents, in reading order. Called on the thread that loads rules.
   *
   * @throws RuleReadException if a document cannot be read
   */
  List<RuleDocument> documents() throws RuleReadException;

  /**
   * Whether this provider may have no documents: a start without any document is an error unless a provider says so, for
   * example one that reads a folder to which files are added later. Called on the thread that loads rules.
   */
  default boolean mayBeEmpty() {
    return false;
  }

  /**
   * Unit tests of these rules, as {@code eyas test} reads them, but without the names of rule files. A mute that hides an alert that
   * they expect is refused. Called when a mute is tried, on the thread of the caller.
   *
   * @throws RuleReadException if a test cannot be read
   */
  default List<RuleDocument> tests() throws RuleReadException {
    return List.of();
  }

  /**
   * The documents that this provider would return if it had another configuration. It must not change anything. Called before the
   * configuration of the PID in the provider's property {@code service.pid} is written.
   *
   * @param configuration the properties that the PID would have
   * @throws RuleReadException if a document cannot be read
   */
  default List<RuleDocument> documents(Map<String, Object> configuration) throws RuleReadException {
    return documents();
  }
}
