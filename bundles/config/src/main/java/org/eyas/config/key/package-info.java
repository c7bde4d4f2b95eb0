/** The keys of a configuration file as data: one table for defaults, checks, schema and documentation. */
@NullMarked
package org.eyas.config.key;

import org.jspecify.annotations.NullMarked;
