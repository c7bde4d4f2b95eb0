/** The results of tests, and their reports as text for people and as JUnit XML. */
@NullMarked
package org.eyas.engine.ruletest.report;

import org.jspecify.annotations.NullMarked;
