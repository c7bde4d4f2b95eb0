/** The program that may act on other processes. It runs alone; the engine asks it over a socket. */
@NullMarked
package org.eyas.respond.guard;

import org.jspecify.annotations.NullMarked;
