/** The facts about one container, in the form that field readers need. */
@NullMarked
package org.eyas.enricher.container.info;

import org.jspecify.annotations.NullMarked;
