/**
 * The base of the console's pages: requests and replies, templates, the services of the engine, and the forms of
 * numbers and times.
 */
@NullMarked
package org.eyas.console.page;

import org.jspecify.annotations.NullMarked;
