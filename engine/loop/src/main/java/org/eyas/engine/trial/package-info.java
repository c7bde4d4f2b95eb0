/** Trials of rules: the rules that an administrator edits are evaluated on recent events. */
@NullMarked
package org.eyas.engine.trial;

import org.jspecify.annotations.NullMarked;
