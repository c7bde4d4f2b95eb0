/** The keys of a configuration file as data: one table that defaults, checks, the schema and the documents come from. */
@NullMarked
package org.eyas.config.key;

import org.jspecify.annotations.NullMarked;
