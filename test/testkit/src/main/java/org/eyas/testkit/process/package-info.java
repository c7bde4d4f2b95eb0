/** Runs and measures programs and JVMs that a test starts. */
@NullMarked
package org.eyas.testkit.process;

import org.jspecify.annotations.NullMarked;
