/** Mutes: the alerts that they would hide, and the rule files in which they are written. */
@NullMarked
package org.eyas.engine.mute;

import org.jspecify.annotations.NullMarked;
