/** Reads the users and groups of containers from their own files. */
@NullMarked
package org.eyas.enricher.container.account;

import org.jspecify.annotations.NullMarked;
