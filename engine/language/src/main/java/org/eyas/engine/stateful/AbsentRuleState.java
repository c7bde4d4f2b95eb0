package org.eyas.engine.stateful;

/**
 * The state of one absent rule.
 *
 * @param groups its groups, as {@link StatefulRuleCodec#groups} encodes them
 * @param sinceMillis the time at which the rule was last present, since the epoch
 */
record AbsentRuleState(byte[] groups, long sinceMillis) {}
