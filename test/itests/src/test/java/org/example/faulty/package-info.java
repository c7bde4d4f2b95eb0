/** Faulty third-party bundles; FaultyJar creates jars of these classes. */
@NullMarked
package org.example.faulty;

import org.jspecify.annotations.NullMarked;
