/** Finds the login session of each process, and offers the session.* fields. */
@NullMarked
package org.eyas.enricher.session;

import org.jspecify.annotations.NullMarked;
