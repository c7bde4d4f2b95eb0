/**
 * Unit tests of rules: a test file names rules, events that are written in it or a capture, and the expected alerts.
 *
 * <p>Rules are loaded, indexed and printed as in a run. Only the values of fields differ: a written event has the values
 * that the test sets.
 */
@NullMarked
package org.eyas.engine.ruletest;

import org.jspecify.annotations.NullMarked;
