/** Serves health, versions and metrics over HTTP. */
@NullMarked
package org.eyas.web;

import org.jspecify.annotations.NullMarked;
