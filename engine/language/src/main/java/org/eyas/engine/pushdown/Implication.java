package org.eyas.engine.pushdown;

import org.eyas.api.pushdown.RawCondition;

/**
 * What follows from the answer of a check for the parameters of an event.
 *
 * <p>A check of a value that is absent is false, so the second half of most implications is weaker: an absent value says nothing
 * about parameters.
 *
 * @param ifTrue true for every event for which the check is true
 * @param ifFalse true for every event for which the check is false
 */
record Implication(RawCondition ifTrue, RawCondition ifFalse) {
  /** For a check that parameters do not decide. */
  static final Implication NOTHING = new Implication(RawCondition.Always.TRUE, RawCondition.Always.TRUE);

  /** For a check that is false for every event of the type. */
  static final Implication NEVER = new Implication(RawCondition.Always.FALSE, RawCondition.Always.TRUE);

  /** The check and the condition have the same answer. */
  static Implication exactly(RawCondition condition) {
    return new Implication(condition, RawConditions.negated(condition));
  }

  /** The check is true at most if the condition is. */
  static Implication atMost(RawCondition condition) {
    return new Implication(condition, RawCondition.Always.TRUE);
  }

  RawCondition of(boolean answer) {
    return answer ? ifTrue : ifFalse;
  }
}
