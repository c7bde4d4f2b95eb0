/** The rules: loading them at the start, replacing and trying them while events flow. */
@NullMarked
package org.eyas.core.rule;

import org.jspecify.annotations.NullMarked;
