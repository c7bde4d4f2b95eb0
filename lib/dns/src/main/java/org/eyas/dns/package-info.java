/** Reads messages of the domain name system (RFC 1035) in place, and finds registered domains. Allocates nothing once warm. */
@NullMarked
package org.eyas.dns;

import org.jspecify.annotations.NullMarked;
