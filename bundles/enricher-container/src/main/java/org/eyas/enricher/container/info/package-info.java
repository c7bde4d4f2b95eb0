/** What is known about one container, as field readers need it. */
@NullMarked
package org.eyas.enricher.container.info;

import org.jspecify.annotations.NullMarked;
