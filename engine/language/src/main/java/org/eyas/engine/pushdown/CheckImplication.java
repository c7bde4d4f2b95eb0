package org.eyas.engine.pushdown;

import org.eyas.api.pushdown.RawCondition;

/**
 * The implication of a check: conditions on the parameters of an event that follow from the answer of the check.
 *
 * <p>A check of an absent value is false, so the second half of most implications is weaker: an absent value implies
 * nothing about parameters.
 *
 * @param ifTrue true for every event for which the check is true
 * @param ifFalse true for every event for which the check is false
 */
record CheckImplication(RawCondition ifTrue, RawCondition ifFalse) {
  /** The implication of a check that parameters do not decide. */
  static final CheckImplication NOTHING = new CheckImplication(RawCondition.Always.TRUE, RawCondition.Always.TRUE);

  /** The implication of a check that is false for every event of the type. */
  static final CheckImplication NEVER = new CheckImplication(RawCondition.Always.FALSE, RawCondition.Always.TRUE);

  /** The check and the condition have the same answer. */
  static CheckImplication exactly(RawCondition condition) {
    return new CheckImplication(condition, RawConditions.negated(condition));
  }

  /** The check implies the condition, but not the opposite. */
  static CheckImplication atMost(RawCondition condition) {
    return new CheckImplication(condition, RawCondition.Always.TRUE);
  }

  RawCondition of(boolean answer) {
    return answer ? ifTrue : ifFalse;
  }
}
