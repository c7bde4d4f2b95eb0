/** Alerts that repeat an earlier one: which these are, and the alert that reports them. */
@NullMarked
package org.eyas.engine.repeat;

import org.jspecify.annotations.NullMarked;
