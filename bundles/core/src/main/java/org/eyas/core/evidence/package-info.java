/** The evidence journal, the check of the records on disk, and the report for auditors. */
@NullMarked
package org.eyas.core.evidence;

import org.jspecify.annotations.NullMarked;
