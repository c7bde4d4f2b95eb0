/**
 * Unit tests of rules: a test file names rules, events written by hand or a capture, and the alerts that are expected.
 *
 * <p>Rules are loaded, indexed and printed as in a run. Only what fields read differs: those of a written event are what
 * the test says they are.
 */
@NullMarked
package org.eyas.core.ruletest;

import org.jspecify.annotations.NullMarked;
