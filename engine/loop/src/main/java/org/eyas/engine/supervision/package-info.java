/** Supervision of sources: which capture is opened and when, retries, and switches while events flow. */
@NullMarked
package org.eyas.engine.supervision;

import org.jspecify.annotations.NullMarked;
