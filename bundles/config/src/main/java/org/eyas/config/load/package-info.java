/**
 * Reads the files and overrides of a configuration in Falco's order, expands environment variables, merges the
 * sources, and checks the keys.
 */
@NullMarked
package org.eyas.config.load;

import org.jspecify.annotations.NullMarked;
