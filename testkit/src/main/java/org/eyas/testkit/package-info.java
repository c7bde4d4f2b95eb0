/** Builders, fakes and contract tests that bundles' tests share. Not shipped. */
@NullMarked
package org.eyas.testkit;

import org.jspecify.annotations.NullMarked;
