/** Builders, fakes and contract tests for the tests of all modules. Not shipped. */
@NullMarked
package org.eyas.testkit;

import org.jspecify.annotations.NullMarked;
