/**
 * The pages that mute alerts: the form for one mute, the list of mutes, and the tuning of the loudest rules with the
 * mutes that they propose.
 */
@NullMarked
package org.eyas.console.page.mute;

import org.jspecify.annotations.NullMarked;
