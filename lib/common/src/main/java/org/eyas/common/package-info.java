/** Tab-separated tables of a jar, the pauses between attempts, and the entropy of bytes. Each bundle that uses these classes embeds them. */
@NullMarked
package org.eyas.common;

import org.jspecify.annotations.NullMarked;
