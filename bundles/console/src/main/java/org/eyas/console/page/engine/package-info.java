/** The pages about the engine itself: the overview, outputs and sources, bundles, and the completeness of each rule. */
@NullMarked
package org.eyas.console.page.engine;

import org.jspecify.annotations.NullMarked;
