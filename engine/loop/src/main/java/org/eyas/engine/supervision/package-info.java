/** The supervision of sources: it opens captures, retries after failures, and switches captures while events flow. */
@NullMarked
package org.eyas.engine.supervision;

import org.jspecify.annotations.NullMarked;
