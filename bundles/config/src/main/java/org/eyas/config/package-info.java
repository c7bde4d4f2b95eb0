/**
 * Reads YAML files and overrides, and writes them to Configuration Admin. Only this bundle knows the names of their
 * keys.
 */
@NullMarked
package org.eyas.config;

import org.jspecify.annotations.NullMarked;
