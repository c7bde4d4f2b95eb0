/**
 * The pages of rules: the table of all rules, the editor with checks and completion, and trials of a changed document
 * on recent events.
 */
@NullMarked
package org.eyas.console.page.rule;

import org.jspecify.annotations.NullMarked;
