/** Pulls signed rules from a registry of container images: {@code eyas pull-rules}. */
@NullMarked
package org.eyas.launcher.pull;

import org.jspecify.annotations.NullMarked;
