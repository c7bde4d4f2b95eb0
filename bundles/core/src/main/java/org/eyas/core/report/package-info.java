/** The engine's reports about itself: health, metrics, checksums. */
@NullMarked
package org.eyas.core.report;

import org.jspecify.annotations.NullMarked;
