package org.eyas.api.rule;

import java.util.List;
import org.eyas.api.config.RefusedException;
import org.eyas.api.field.FieldClass;
import org.osgi.annotation.versioning.ProviderType;

/** Validates rule documents and lists the active rules, for tools. Any thread may call it. */
@ProviderType
public interface RuleEngine {
  /**
   * Checks whether documents would load with the fields and sources that are available now. The running rules do not change. May
   * take seconds, because one check runs at a time; an interrupt of the calling thread cancels the check.
   *
   * @throws RefusedException if too many checks wait already, or if loading exceeds the limits of time or memory
   */
  LoadReport validate(List<RuleDocument> documents) throws RefusedException;

  /**
   * The fields that rules of an event source may use now, in the order of the listing; empty if there is no such source.
   *
   * @param source as in the {@code source} of a rule: "syscall"
   */
  List<FieldClass> fields(String source);

  /** The rules that are loaded now. */
  RuleSetView active();
}
