/** Reads keys and certificates from PEM files, as OpenSSL writes them. */
@NullMarked
package org.eyas.pem;

import org.jspecify.annotations.NullMarked;
