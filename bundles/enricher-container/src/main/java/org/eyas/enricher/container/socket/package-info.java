/** Asks container runtimes over their unix sockets. */
@NullMarked
package org.eyas.enricher.container.socket;

import org.jspecify.annotations.NullMarked;
