package org.eyas.engine.pushdown;

import java.util.List;
import org.eyas.api.field.FieldDefinition.Flag;
import org.eyas.engine.check.InterruptCheck;
import org.eyas.engine.rules.LoadedRule;

/** Finds out whether rules read messages of the domain name system: only then does a source copy them whole. */
public final class MessageNeeds {
  private MessageNeeds() {}

  /** Whether an enabled rule about system calls reads a field of messages, in its condition or in its alerts. */
  public static boolean in(List<LoadedRule> rules) {
    return rules.stream().filter(rule -> rule.enabled() && rule.readsSource("syscall")).anyMatch(MessageNeeds::readsMessages);
  }

  private static boolean readsMessages(LoadedRule rule) {
    InterruptCheck.throwIfInterrupted();
    return FollowedEvents.uses(rule, "syscall").anyMatch(use -> use.definition().is(Flag.OF_MESSAGE));
  }
}
