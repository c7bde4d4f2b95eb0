/** A stranger's bundles that do wrong; FaultyJar makes jars of these classes. */
@NullMarked
package org.example.faulty;

import org.jspecify.annotations.NullMarked;
