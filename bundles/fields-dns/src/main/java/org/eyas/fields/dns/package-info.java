/** The dns.* and tls.* fields: messages of the domain name system, and names of TLS, in the data of reads and writes. */
@NullMarked
package org.eyas.fields.dns;

import org.jspecify.annotations.NullMarked;
