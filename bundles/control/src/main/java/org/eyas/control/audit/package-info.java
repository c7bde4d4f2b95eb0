/** The audit log: who changed what, in a file. */
@NullMarked
package org.eyas.control.audit;

import org.jspecify.annotations.NullMarked;
