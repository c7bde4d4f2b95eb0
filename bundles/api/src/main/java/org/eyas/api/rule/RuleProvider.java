package org.eyas.api.rule;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Offers rule documents, in the order they are to be read. The providers' order is their {@code service.ranking},
 * highest first. A provider whose documents change changes a service property (such as {@code revision}).
 */
@ConsumerType
public interface RuleProvider {
  /**
   * The documents as they are now; called on the assembler's thread.
   *
   * @throws RuleReadException where one cannot be read
   */
  List<RuleDocument> documents() throws RuleReadException;

  /**
   * The documents as they would be if this provider had another configuration; nothing changes. Called where the
   * provider's property {@code service.pid} is a PID whose configuration is about to be written.
   *
   * @param configuration the properties the PID would have
   * @throws RuleReadException where one cannot be read
   */
  default List<RuleDocument> documents(Map<String, Object> configuration) throws RuleReadException {
    return documents();
  }
}
