/** Tab-separated tables of a jar, and the pauses between attempts. Each bundle that uses these classes embeds them. */
@NullMarked
package org.eyas.common;

import org.jspecify.annotations.NullMarked;
