/** Evaluates one group of alerts of one rule at a time, without Flink. */
@NullMarked
package org.eyas.fleet.group;

import org.jspecify.annotations.NullMarked;
