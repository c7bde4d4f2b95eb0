/** The audit log: a file with each change and the person who made it. */
@NullMarked
package org.eyas.control.audit;

import org.jspecify.annotations.NullMarked;
